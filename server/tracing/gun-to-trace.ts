import { z } from 'zod';
import type { GunToTrace } from '../../domain/tracing.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';

/** What records hold of a gun that its request asks for, all but people. */
export const gunRow = z.object({
  recoveredOn: z.string().nullable(),
  serialNumber: z.string().nullable(),
  serialObliterated: z.boolean(),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  caliber: z.string().nullable(),
  firearmType: z.enum(FIREARM_TYPES),
  importer: z.string().nullable(),
  countryOfOrigin: z.string().nullable(),
  crimeCode: z.string().nullable(),
  ori: z.string().nullable(),
  caseNumber: z.string().nullable(),
});
export type GunRow = z.infer<typeof gunRow> & GunToTrace;

export const GUN_COLUMNS = `r.recovered_on AS "recoveredOn", f.serial_number AS "serialNumber",
  f.serial_obliterated AS "serialObliterated", f.manufacturer, f.model, f.caliber, f.firearm_type AS "firearmType",
  f.importer, f.country_of_origin AS "countryOfOrigin", r.crime_code AS "crimeCode", c.ori, c.case_number AS "caseNumber"`;

/** A recovery `r` with its firearm `f` and what is kept of its case, `c`. */
export const GUN_TABLES = `recovery r JOIN firearm f ON f.id = r.firearm_id
  LEFT JOIN untraced_case c ON c.recovery_id = r.id`;

/** Of a gun, what tells it from others on a screen. */
export const firearmOf = ({
  serialNumber,
  serialObliterated,
  manufacturer,
  model,
  caliber,
  firearmType,
}: GunRow) => ({ serialNumber, serialObliterated, manufacturer, model, caliber, firearmType });
