import { z } from 'zod';
import type { Inspections } from '../../../domain/market-responses.ts';
import { INSPECTION_RESULTS } from '../../../domain/vocabulary.ts';
import { DEALER, DEALER_COLUMNS, DEALER_JOIN, dealerOf, LISTED, sourceOf } from '../listed-columns.ts';
import type { RecordList } from '../record-list.ts';

const row = z.object({
  ...LISTED,
  ...DEALER,
  inspected_on: z.string(),
  result: z.enum(INSPECTION_RESULTS),
  reported_result: z.string().nullable(),
  violations: z.number().nullable(),
});

/** Inspections of dealers by their day. */
export const inspectionsList: RecordList<z.output<typeof row>, Inspections['items'][number]> = {
  table: 'inspection',
  filters: { day: 'r.inspected_on', dealer: 'r.dealer_id' },
  columns: `r.inspected_on, r.result, r.reported_result, r.violations, ${DEALER_COLUMNS}`,
  joins: DEALER_JOIN,
  row,
  item: (one) => ({
    id: one.id,
    ...sourceOf(one),
    ...dealerOf(one),
    inspectedOn: one.inspected_on,
    result: one.result,
    reportedResult: one.reported_result,
    violations: one.violations,
  }),
};
