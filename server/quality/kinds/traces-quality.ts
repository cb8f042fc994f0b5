import { LONGEST_TIME_TO_CRIME_DAYS } from '../../../domain/time-to-crime.ts';
import type { QualityKind } from '../quality-kind.ts';
import {
  CLOSED_DEALER,
  GUN_FIELDS,
  HAS_ADDRESS,
  known,
  placeFields,
  soldAfterDealerClosed,
  tooEarly,
} from './shared-fields.ts';

const SUBMITTED = { sql: `r.trace_outcome <> 'not_submitted'`, words: 'submitted for tracing' };
const recoveredOn = { label: 'Recovery date', sql: 'r.recovered_on' };
const purchasedOn = { label: 'Purchase date', sql: 'r.purchased_on' };
const requestedOn = { label: 'Request date', sql: 'r.requested_on' };

/** Guns recovered and traced. A recovery, its gun and its trace are of the same row, and are counted each in its own table. */
export const tracesQuality: QualityKind = {
  id: 'traces',
  records: {
    id: 'recovery',
    one: 'gun',
    many: 'guns',
    from: 'recovery r',
    day: 'r.recovered_on',
    isPlaced: true,
    complete: [
      { label: 'recovery date', sql: 'r.recovered_on IS NOT NULL' },
      // The key is both, so that the table of guns need not be read for every month.
      { label: 'serial number', sql: '(r.record_key IS NOT NULL OR r.recovered_on IS NULL)' },
      { label: 'firearm type', sql: `r.firearm_type <> 'unknown'` },
      { label: 'place of recovery', sql: HAS_ADDRESS },
    ],
    fields: [
      known('recovered_on', 'Recovery date'),
      ...placeFields('Place of recovery'),
      known('crime_code', 'Crime code (NCIC)'),
      known('possessor', 'Possessor', 'r.possessor_id'),
      { ...known('dealer', 'Dealer', 'r.dealer_id'), among: SUBMITTED },
      { ...known('purchaser', 'Purchaser', 'r.purchaser_id'), among: SUBMITTED },
    ],
  },
  others: [
    {
      id: 'firearm',
      one: 'gun',
      many: 'guns',
      from: 'firearm r',
      fields: [...GUN_FIELDS, known('country_of_origin', 'Country of origin')],
    },
    {
      id: 'trace',
      one: 'trace',
      many: 'traces',
      from: `trace r ${CLOSED_DEALER}`,
      day: 'r.recovered_on',
      fields: [
        known('trace_number', 'Trace number'),
        known('requested_on', 'Request date'),
        known('status', 'Trace status'),
        known('ori', 'ORI'),
        known('case_number', 'Case number'),
        {
          ...known('purchased_on', 'Purchase date'),
          among: { sql: 'r.dealer_id IS NOT NULL', words: 'traced to a dealer' },
        },
      ],
      delay: {
        from: { label: 'recovery', sql: recoveredOn.sql },
        to: { label: 'trace request', sql: requestedOn.sql },
      },
      checks: [
        tooEarly(recoveredOn, purchasedOn, {
          key: 'recovered_before_purchased',
          says: 'Recovered before it was purchased',
          mend: 'One of the two days is wrong, or the trace is of another gun. Until then the gun has no time-to-crime.',
        }),
        {
          key: 'time_to_crime_too_long',
          says: `More than ${LONGEST_TIME_TO_CRIME_DAYS.toLocaleString('en-US')} days (89 years) from purchase to recovery`,
          mend: 'Check the year of the purchase. Until then the gun has no time-to-crime.',
          holds: `r.recovered_on - r.purchased_on > ${LONGEST_TIME_TO_CRIME_DAYS}`,
          among: 'r.recovered_on IS NOT NULL AND r.purchased_on IS NOT NULL',
          shows: [purchasedOn, recoveredOn],
        },
        tooEarly(requestedOn, recoveredOn, {
          key: 'requested_before_recovered',
          says: 'Trace requested before the gun was recovered',
          mend: 'Check the day of the request and that of the recovery.',
        }),
        soldAfterDealerClosed(purchasedOn),
      ],
    },
    {
      id: 'possessor',
      one: 'possessor',
      many: 'possessors',
      from: 'possessor r',
      isPlaced: true,
      fields: [
        known('possessor_name', 'Possessor: name', 'r.full_name'),
        known('possessor_birth_date', 'Possessor: date of birth', 'r.birth_date'),
        { key: 'possessor_place', label: 'Possessor: address', filled: HAS_ADDRESS },
      ],
    },
    {
      id: 'purchaser',
      one: 'purchaser',
      many: 'purchasers',
      from: 'purchaser r',
      isPlaced: true,
      fields: [
        known('purchaser_name', 'Purchaser: name', 'r.full_name'),
        known('purchaser_birth_date', 'Purchaser: date of birth', 'r.birth_date'),
        { key: 'purchaser_place', label: 'Purchaser: address', filled: HAS_ADDRESS },
      ],
    },
  ],
  withheld: {
    table: 'duplicate_trace',
    from: `duplicate_trace r JOIN import_batch file ON file.id = r.import_batch_id
      LEFT JOIN trace numbered ON numbered.agency_id = file.agency_id AND numbered.trace_number = r.trace_number
      LEFT JOIN recovery kept ON kept.agency_id = file.agency_id AND kept.record_key = r.record_key`,
    part: '0::int',
    keptBatch: 'coalesce(numbered.import_batch_id, kept.import_batch_id)',
    keptRow: 'CASE WHEN numbered.id IS NULL THEN kept.source_row ELSE numbered.source_row END',
  },
};
