import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import { CLOSED_DEALER, known, soldAfterDealerClosed, withheldOf } from './shared-fields.ts';

const periodFrom = { label: told('First day of the period'), sql: 'r.period_from' };
/** The column holds the first day after the period. */
const lastDay = { label: told('Last day of the period'), sql: '(r.period_to - 1)' };
const fileCameOn = { label: told('File brought in'), sql: `(came.created_at AT TIME ZONE 'UTC')::date` };
const closed = soldAfterDealerClosed(periodFrom);
const SOLD = 'coalesce(r.guns_sold, r.handguns_sold, r.long_guns_sold, 0)';

/** How many guns dealers sold in a period. */
export const dealerSalesQuality: QualityKind = {
  id: 'dealer-sales',
  records: {
    id: 'dealer_sales',
    one: told('dealer and period'),
    many: told('dealers and periods'),
    from: `dealer_sales r JOIN import_batch came ON came.id = r.import_batch_id ${CLOSED_DEALER}`,
    day: 'r.period_from',
    complete: [
      { label: told('guns sold'), sql: 'r.guns_sold IS NOT NULL' },
      { label: told('crime guns'), sql: 'r.crime_guns IS NOT NULL' },
    ],
    fields: [
      known('guns_sold', told('Guns sold')),
      known('handguns_sold', told('Handguns sold')),
      known('long_guns_sold', told('Long guns sold')),
      known('crime_guns', told('Crime guns')),
    ],
    checks: [
      {
        key: 'parts_exceed_total',
        says: told('Fewer guns in all than handguns and long guns together'),
        mend: told('Check the three numbers: all guns are at least the other two together.'),
        holds: 'r.guns_sold < coalesce(r.handguns_sold, 0) + coalesce(r.long_guns_sold, 0)',
        among: 'r.guns_sold IS NOT NULL AND num_nonnulls(r.handguns_sold, r.long_guns_sold) > 0',
        shows: [
          { label: told('Guns sold'), sql: 'r.guns_sold' },
          { label: told('Handguns sold'), sql: 'r.handguns_sold' },
          { label: told('Long guns sold'), sql: 'r.long_guns_sold' },
        ],
      },
      {
        key: 'period_after_file',
        says: told('The period ends after the file was brought in'),
        mend: told('Check the period: nobody knows yet what will be sold in it.'),
        holds: `${lastDay.sql} > ${fileCameOn.sql}`,
        among: 'true',
        shows: [periodFrom, lastDay, fileCameOn],
      },
      {
        ...closed,
        holds: `${SOLD} > 0 AND ${closed.holds}`,
        shows: [{ label: told('Guns sold'), sql: SOLD }, ...closed.shows],
      },
    ],
  },
  others: [],
  withheld: withheldOf('dealer_sales'),
};
