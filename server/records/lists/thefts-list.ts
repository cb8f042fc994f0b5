import { z } from 'zod';
import type { Thefts } from '../../../domain/market-responses.ts';
import { THEFT_KINDS, THEFT_VICTIMS } from '../../../domain/vocabulary.ts';
import {
  AREA_COLUMNS,
  AREA_JOINS,
  AREAS,
  areasOf,
  DEALER,
  DEALER_COLUMNS,
  DEALER_JOIN,
  dealerOf,
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
  ...DEALER,
  ...POINT,
  ...AREAS,
  report_number: text,
  stolen_on: text,
  reported_on: text,
  theft_kind: z.enum(THEFT_KINDS),
  reported_kind: text,
  victim_kind: z.enum(THEFT_VICTIMS),
  guns: z.number(),
});

/** Its point is there only where it may be drawn. */
const SHOWN = 'r.shown_geom_3857 IS NOT NULL';

/** Thefts and losses by their day, else the day they were reported. */
export const theftsList: RecordList<z.output<typeof row>, Thefts['features'][number]> = {
  table: 'theft_report',
  filters: {
    day: 'coalesce(r.stolen_on, r.reported_on)',
    areas: FILTERED_AREAS,
    precision: 'r.precision',
    point: 'r.shown_geom_3857',
    hasGun: true,
    dealer: 'r.dealer_id',
  },
  isDrawn: SHOWN,
  columns: `r.report_number, r.stolen_on, r.reported_on, r.theft_kind, r.reported_kind, r.victim_kind, r.guns, r.precision,
    ${GUN_COLUMNS}, ${DEALER_COLUMNS}, ${AREA_COLUMNS},
    ${pointColumns('r.shown_geom_3857', SHOWN)}`,
  joins: `${AREA_JOINS} ${DEALER_JOIN}`,
  row,
  item: (one) => ({
    type: 'Feature',
    id: one.id,
    geometry: pointOf(one),
    properties: {
      ...sourceOf(one),
      reportNumber: one.report_number,
      stolenOn: one.stolen_on,
      reportedOn: one.reported_on,
      theftKind: one.theft_kind,
      reportedKind: one.reported_kind,
      victimKind: one.victim_kind,
      guns: one.guns,
      ...gunOf(one),
      ...dealerOf(one),
      precision: one.precision,
      ...areasOf(one),
    },
  }),
};
