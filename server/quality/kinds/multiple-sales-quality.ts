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

/** Guns of multiple sales. */
export const multipleSalesQuality: QualityKind = {
  id: 'multiple-sales',
  records: {
    id: 'multiple_sale',
    one: 'multiple-sale row',
    many: 'multiple-sale rows',
    from: `multiple_sale r ${CLOSED_DEALER}`,
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
