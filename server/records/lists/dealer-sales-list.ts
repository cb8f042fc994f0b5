import { z } from 'zod';
import type { DealerSales } from '../../../domain/market-responses.ts';
import { DEALER, DEALER_COLUMNS, DEALER_JOIN, dealerOf, LISTED, sourceOf } from '../listed-columns.ts';
import type { RecordList } from '../record-list.ts';

const count = z.number().nullable();
const row = z.object({
  ...LISTED,
  ...DEALER,
  period_from: z.string(),
  period_to: z.string(),
  guns_sold: count,
  handguns_sold: count,
  long_guns_sold: count,
  crime_guns: count,
});

/** Sales of dealers by the first day of their period. */
export const dealerSalesList: RecordList<z.output<typeof row>, DealerSales['items'][number]> = {
  table: 'dealer_sales',
  filters: { day: 'r.period_from', dealer: 'r.dealer_id' },
  columns: `r.period_from, r.period_to, r.guns_sold, r.handguns_sold, r.long_guns_sold, r.crime_guns, ${DEALER_COLUMNS}`,
  joins: DEALER_JOIN,
  row,
  item: (one) => ({
    id: one.id,
    ...sourceOf(one),
    ...dealerOf(one),
    periodFrom: one.period_from,
    periodTo: one.period_to,
    gunsSold: one.guns_sold,
    handgunsSold: one.handguns_sold,
    longGunsSold: one.long_guns_sold,
    crimeGuns: one.crime_guns,
  }),
};
