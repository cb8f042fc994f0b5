import { z } from 'zod';
import type { Debriefs } from '../../../domain/market-responses.ts';
import { OBTAINED_FROM, OBTAINED_HOW } from '../../../domain/vocabulary.ts';
import {
  AREA_COLUMNS,
  AREA_JOINS,
  AREAS,
  areasOf,
  DRAWN,
  FILTERED_AREAS,
  GUN,
  GUN_COLUMNS,
  gunOf,
  LISTED,
  POINT,
  pointColumns,
  pointOf,
  sourceOf,
} from '../listed-columns.ts';
import type { RecordList } from '../record-list.ts';

const text = z.string().nullable();
const row = z.object({
  ...LISTED,
  ...GUN,
  ...POINT,
  ...AREAS,
  debriefed_on: text,
  obtained_on: text,
  obtained_how: z.enum(OBTAINED_HOW),
  reported_how: text,
  obtained_from: z.enum(OBTAINED_FROM),
  reported_from: text,
  price_dollars: z.number().nullable(),
});

/** Debriefs by the day of the debrief, where the gun was obtained. */
export const debriefsList: RecordList<z.output<typeof row>, Debriefs['features'][number]> = {
  table: 'debrief',
  filters: {
    day: 'r.debriefed_on',
    areas: FILTERED_AREAS,
    precision: 'r.precision',
    point: 'r.geom_3857',
    hasGun: true,
  },
  isDrawn: DRAWN,
  columns: `r.debriefed_on, r.obtained_on, r.obtained_how, r.reported_how, r.obtained_from, r.reported_from,
    r.price_dollars::float8 AS price_dollars, r.precision, ${GUN_COLUMNS}, ${AREA_COLUMNS},
    ${pointColumns('r.geom_3857', DRAWN)}`,
  joins: AREA_JOINS,
  row,
  item: (one) => ({
    type: 'Feature',
    id: one.id,
    geometry: pointOf(one),
    properties: {
      ...sourceOf(one),
      debriefedOn: one.debriefed_on,
      obtainedOn: one.obtained_on,
      obtainedHow: one.obtained_how,
      reportedHow: one.reported_how,
      obtainedFrom: one.obtained_from,
      reportedFrom: one.reported_from,
      priceDollars: one.price_dollars,
      ...gunOf(one),
      precision: one.precision,
      ...areasOf(one),
    },
  }),
};
