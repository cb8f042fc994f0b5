import type { QualityKind } from '../quality-kind.ts';
import {
  CLOSED_DEALER,
  GUN_FIELDS,
  known,
  placeFields,
  soldAfterDealerClosed,
  withheldOf,
} from './shared-fields.ts';

const soldOn = { label: 'Date of the sale', sql: 'r.sold_on' };

/** All guns of a report. */
const REPORT = `JOIN LATERAL (SELECT sum(m.guns) AS guns, min(m.sold_on) AS first_on FROM multiple_sale m
  WHERE m.agency_id = r.agency_id AND m.report_key = r.report_key) report ON true`;

/** Monday to Friday, the first day among them; holidays are not known. */
const BUSINESS_DAYS = `(SELECT count(*) FROM generate_series(report.first_on, r.sold_on, interval '1 day') day
  WHERE extract(isodow FROM day) <= 5)`;

/** Guns of multiple sales: two or more handguns to one buyer within five consecutive business days (27 CFR 478.126a). */
export const multipleSalesQuality: QualityKind = {
  id: 'multiple-sales',
  records: {
    id: 'multiple_sale',
    one: 'multiple-sale row',
    many: 'multiple-sale rows',
    from: `multiple_sale r ${REPORT} ${CLOSED_DEALER}`,
    day: 'r.sold_on',
    isPlaced: true,
    complete: [
      { label: 'report number', sql: 'r.report_number IS NOT NULL' },
      { label: 'dealer', sql: 'r.dealer_id IS NOT NULL' },
      { label: 'buyer', sql: 'r.full_name IS NOT NULL' },
      { label: 'serial number', sql: '(r.serial_number IS NOT NULL OR r.serial_obliterated)' },
    ],
    fields: [
      known('report_number', 'Report number'),
      known('dealer', 'Dealer', 'r.dealer_id'),
      ...GUN_FIELDS,
      known('buyer_name', 'Buyer: name', 'r.full_name'),
      known('buyer_birth_date', 'Buyer: date of birth', 'r.birth_date'),
      ...placeFields('Home of the buyer'),
    ],
    checks: [
      {
        key: 'single_gun',
        says: 'The report tells of one gun, not of two or more',
        mend: 'Look for the other guns of the report, or for its number in their rows.',
        holds: 'report.guns < 2',
        among: 'true',
        shows: [soldOn],
      },
      {
        key: 'sold_over_many_days',
        says: 'The gun was sold more than five business days after the first of its report',
        mend: 'Check the dates and the number of the report; holidays between them are not known here.',
        // Within a week there are no more than that.
        holds: `r.sold_on - report.first_on > 5 AND ${BUSINESS_DAYS} > 5`,
        among: 'true',
        shows: [soldOn, { label: 'First sale of the report', sql: 'report.first_on' }],
      },
      soldAfterDealerClosed(soldOn),
      {
        key: 'born_after_sale',
        says: 'The buyer was born after the sale',
        mend: 'Check the date of birth and the date of the sale.',
        holds: 'r.birth_date >= r.sold_on',
        among: 'r.birth_date IS NOT NULL',
        // The birth date itself is not needed to find the row.
        shows: [soldOn],
      },
    ],
  },
  others: [],
  withheld: withheldOf('multiple_sale'),
};
