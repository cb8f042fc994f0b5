import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import {
  CLOSED_DEALER,
  GUN_FIELDS,
  known,
  placeFields,
  soldAfterDealerClosed,
  withheldOf,
} from './shared-fields.ts';

const soldOn = { label: told('Date of the sale'), sql: 'r.sold_on' };

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
    one: told('multiple-sale row'),
    many: told('multiple-sale rows'),
    from: `multiple_sale r ${REPORT} ${CLOSED_DEALER}`,
    day: 'r.sold_on',
    isPlaced: true,
    complete: [
      { label: told('report number'), sql: 'r.report_number IS NOT NULL' },
      { label: told('dealer'), sql: 'r.dealer_id IS NOT NULL' },
      { label: told('buyer'), sql: 'r.full_name IS NOT NULL' },
      { label: told('serial number'), sql: '(r.serial_number IS NOT NULL OR r.serial_obliterated)' },
    ],
    fields: [
      known('report_number', told('Report number')),
      known('dealer', told('Dealer'), 'r.dealer_id'),
      ...GUN_FIELDS,
      known('buyer_name', told('Buyer: name'), 'r.full_name'),
      known('buyer_birth_date', told('Buyer: date of birth'), 'r.birth_date'),
      ...placeFields(told('Home of the buyer')),
    ],
    checks: [
      {
        key: 'single_gun',
        says: told('The report tells of one gun, not of two or more'),
        mend: told('Look for the other guns of the report, or for its number in their rows.'),
        holds: 'report.guns < 2',
        among: 'true',
        shows: [soldOn],
      },
      {
        key: 'sold_over_many_days',
        says: told('The gun was sold more than five business days after the first of its report'),
        mend: told('Check the dates and the number of the report; holidays between them are not known here.'),
        // Within a week there are no more than that.
        holds: `r.sold_on - report.first_on > 5 AND ${BUSINESS_DAYS} > 5`,
        among: 'true',
        shows: [soldOn, { label: told('First sale of the report'), sql: 'report.first_on' }],
      },
      soldAfterDealerClosed(soldOn),
      {
        key: 'born_after_sale',
        says: told('The buyer was born after the sale'),
        mend: told('Check the date of birth and the date of the sale.'),
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
