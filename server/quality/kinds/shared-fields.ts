import type { Told } from '../../../domain/languages/told.ts';
import { told } from '../../../domain/languages/told.ts';
import type { QualityCheck, QualityField, QualityKind } from '../quality-kind.ts';

/** A field that is known where its column holds anything. */
export const known = (key: string, label: Told, column = `r.${key}`): QualityField => ({
  key,
  label,
  filled: `${column} IS NOT NULL`,
});

/** Whether a row says anything of a place. */
export const HAS_ADDRESS = 'num_nonnulls(r.street, r.city, r.county, r.state, r.zip, r.geom_3857) > 0';

/** Whether it names a street, or coordinates that were given. */
const HAS_STREET = `(r.street IS NOT NULL OR r.geocode_match_type IS NOT DISTINCT FROM 'coordinates')`;

/** How much a row says of its place. */
export const placeFields = (label: Told): readonly QualityField[] => [
  { key: 'place', label, filled: HAS_ADDRESS },
  { key: 'street', label: told('{place}: street or coordinates', { place: label }), filled: HAS_STREET },
];

/** The gun of a row; an obliterated serial number is not one that is missing. */
export const GUN_FIELDS: readonly QualityField[] = [
  {
    ...known('serial_number', told('Serial number')),
    among: { sql: 'NOT r.serial_obliterated', words: told('without an obliterated number') },
  },
  known('manufacturer', told('Manufacturer')),
  known('model', told('Model')),
  known('caliber', told('Caliber')),
  { key: 'firearm_type', label: told('Firearm type'), filled: `r.firearm_type <> 'unknown'` },
];

/** The dealer of a row `r`, where its last inspection known ended its licence: `closed`. */
export const CLOSED_DEALER = `LEFT JOIN (
    SELECT DISTINCT ON (dealer_id) dealer_id, inspected_on AS closed_on, result FROM inspection
    WHERE dealer_id IS NOT NULL ORDER BY dealer_id, inspected_on DESC, id DESC
  ) closed ON closed.dealer_id = r.dealer_id AND closed.result IN ('license_surrendered', 'revocation')`;

/** A sale on a day after the dealer's licence had ended. */
export const soldAfterDealerClosed = (day: { label: Told; sql: string }): QualityCheck => ({
  key: 'sold_after_dealer_closed',
  says: told('Sold after the dealer had given up or lost its licence'),
  mend: told('Check the dealer and the day of the sale, and the inspection that ended its licence.'),
  holds: `closed.closed_on < ${day.sql}`,
  among: `closed.closed_on IS NOT NULL AND ${day.sql} IS NOT NULL`,
  shows: [day, { label: told('Licence ended'), sql: 'closed.closed_on' }],
});

/** One day before another that it cannot come before. */
export function tooEarly(
  early: { readonly label: Told; readonly sql: string },
  late: { readonly label: Told; readonly sql: string },
  words: Pick<QualityCheck, 'key' | 'says' | 'mend'>,
): QualityCheck {
  return {
    ...words,
    holds: `${early.sql} < ${late.sql}`,
    among: `${early.sql} IS NOT NULL AND ${late.sql} IS NOT NULL`,
    shows: [early, late],
  };
}

/** Withheld rows of a table whose records are known again by their key. */
export const withheldOf = (table: string): QualityKind['withheld'] => ({
  table: `duplicate_${table}`,
  from: `duplicate_${table} r JOIN import_batch file ON file.id = r.import_batch_id
    LEFT JOIN ${table} kept ON kept.agency_id = file.agency_id AND kept.record_key = r.record_key`,
  part: 'r.part',
  keptBatch: 'kept.import_batch_id',
  keptRow: 'kept.source_row',
});
