import { z } from 'zod';
import type { IncidentFeature } from '../../domain/responses.ts';
import { INCIDENT_TYPES } from '../../domain/vocabulary.ts';
import {
  AREA_COLUMNS,
  AREA_JOINS,
  AREAS,
  areasOf,
  DRAWN,
  FILTERED_AREAS,
  LISTED,
  POINT,
  pointColumns,
  pointOf,
  sourceOf,
} from '../records/listed-columns.ts';
import type { RecordList } from '../records/record-list.ts';

const text = z.string().nullable();
const count = z.number().nullable();
const row = z.object({
  ...LISTED,
  ...POINT,
  ...AREAS,
  incident_number: text,
  occurred_on: z.string(),
  occurred_time: text,
  incident_type: z.enum(INCIDENT_TYPES),
  reported_type: text,
  fatal: z.boolean().nullable(),
  victims: count,
  casings: count,
  casing_caliber: text,
  uncertainty_metres: count,
  geocode_match_type: text,
});

/** Incidents by the day they happened. */
export const incidentsList: RecordList<z.output<typeof row>, IncidentFeature> = {
  table: 'incident',
  filters: { day: 'r.occurred_on', areas: FILTERED_AREAS, precision: 'r.precision', point: 'r.geom_3857' },
  isDrawn: DRAWN,
  columns: `r.incident_number, r.occurred_on, to_char(r.occurred_time, 'HH24:MI') AS occurred_time, r.incident_type,
    r.reported_type, r.fatal, r.victims, r.casings, r.casing_caliber, r.precision, r.uncertainty_metres,
    r.geocode_match_type, ${AREA_COLUMNS}, ${pointColumns('r.geom_3857', DRAWN)}`,
  joins: AREA_JOINS,
  row,
  item: (one) => {
    const { source, ...owner } = sourceOf(one);
    return {
      type: 'Feature',
      id: one.id,
      geometry: pointOf(one),
      properties: {
        ...owner,
        incidentNumber: one.incident_number,
        occurredOn: one.occurred_on,
        occurredTime: one.occurred_time,
        incidentType: one.incident_type,
        reportedType: one.reported_type,
        fatal: one.fatal,
        victims: one.victims,
        casings: one.casings,
        casingCaliber: one.casing_caliber,
        precision: one.precision,
        uncertaintyMetres: one.uncertainty_metres,
        placedBy: one.geocode_match_type,
        ...areasOf(one),
        source,
      },
    };
  },
};
