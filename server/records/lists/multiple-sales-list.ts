import { z } from 'zod';
import type { MultipleSales } from '../../../domain/market-responses.ts';
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
  sourceOf,
} from '../listed-columns.ts';
import type { RecordList } from '../record-list.ts';

const row = z.object({
  ...LISTED,
  ...GUN,
  ...DEALER,
  ...AREAS,
  report_number: z.string().nullable(),
  sold_on: z.string(),
  guns: z.number(),
  report_id: z.number(),
  guns_of_sale: z.number(),
});

/** Guns of multiple sales by the day of the sale. The areas are those of the buyer's home. */
export const multipleSalesList: RecordList<z.output<typeof row>, MultipleSales['items'][number]> = {
  table: 'multiple_sale',
  filters: { day: 'r.sold_on', areas: FILTERED_AREAS, hasGun: true, dealer: 'r.dealer_id' },
  columns: `r.report_number, r.sold_on, r.guns, sale.report_id, sale.guns_of_sale, ${GUN_COLUMNS}, ${DEALER_COLUMNS},
    ${AREA_COLUMNS}`,
  joins: `${AREA_JOINS} ${DEALER_JOIN}
    JOIN LATERAL (SELECT min(m.id) AS report_id, sum(m.guns)::int AS guns_of_sale FROM multiple_sale m
      WHERE m.agency_id = r.agency_id AND m.report_key = r.report_key) sale ON true`,
  row,
  item: (one) => ({
    id: one.id,
    ...sourceOf(one),
    ...dealerOf(one),
    reportId: one.report_id,
    reportNumber: one.report_number,
    soldOn: one.sold_on,
    guns: one.guns,
    gunsOfSale: one.guns_of_sale,
    ...gunOf(one),
    ...areasOf(one),
  }),
};
