import { told } from '../../../domain/languages/told.ts';
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

const SUBMITTED = { sql: `r.trace_outcome <> 'not_submitted'`, words: told('submitted for tracing') };
const recoveredOn = { label: told('Recovery date'), sql: 'r.recovered_on' };
const purchasedOn = { label: told('Purchase date'), sql: 'r.purchased_on' };
const requestedOn = { label: told('Request date'), sql: 'r.requested_on' };

/** Guns recovered and traced. A recovery, its gun and its trace are of the same row, and are counted each in its own table. */
export const tracesQuality: QualityKind = {
  id: 'traces',
  records: {
    id: 'recovery',
    one: told('gun'),
    many: told('guns'),
    from: 'recovery r',
    day: 'r.recovered_on',
    isPlaced: true,
    complete: [
      { label: told('recovery date'), sql: 'r.recovered_on IS NOT NULL' },
      // The key is both, so that the table of guns need not be read for every month.
      { label: told('serial number'), sql: '(r.record_key IS NOT NULL OR r.recovered_on IS NULL)' },
      { label: told('firearm type'), sql: `r.firearm_type <> 'unknown'` },
      { label: told('place of recovery'), sql: HAS_ADDRESS },
    ],
    fields: [
      known('recovered_on', told('Recovery date')),
      ...placeFields(told('Place of recovery')),
      known('crime_code', told('Crime code (NCIC)')),
      known('possessor', told('Possessor'), 'r.possessor_id'),
      { ...known('dealer', told('Dealer'), 'r.dealer_id'), among: SUBMITTED },
      { ...known('purchaser', told('Purchaser'), 'r.purchaser_id'), among: SUBMITTED },
    ],
  },
  others: [
    {
      id: 'firearm',
      one: told('gun'),
      many: told('guns'),
      from: 'firearm r',
      fields: [...GUN_FIELDS, known('country_of_origin', told('Country of origin'))],
    },
    {
      id: 'trace',
      one: told('trace'),
      many: told('traces'),
      from: `trace r ${CLOSED_DEALER}`,
      day: 'r.recovered_on',
      fields: [
        known('trace_number', told('Trace number')),
        known('requested_on', told('Request date')),
        known('status', told('Trace status')),
        known('ori', told('ORI')),
        known('case_number', told('Case number')),
        {
          ...known('purchased_on', told('Purchase date')),
          among: { sql: 'r.dealer_id IS NOT NULL', words: told('traced to a dealer') },
        },
      ],
      delay: {
        from: { label: told('recovery'), sql: recoveredOn.sql },
        to: { label: told('trace request'), sql: requestedOn.sql },
      },
      checks: [
        tooEarly(recoveredOn, purchasedOn, {
          key: 'recovered_before_purchased',
          says: told('Recovered before it was purchased'),
          mend: told(
            'One of the two days is wrong, or the trace is of another gun. Until then the gun has no time-to-crime.',
          ),
        }),
        {
          key: 'time_to_crime_too_long',
          says: told('More than {days} days (89 years) from purchase to recovery', {
            days: LONGEST_TIME_TO_CRIME_DAYS.toLocaleString('en-US'),
          }),
          mend: told('Check the year of the purchase. Until then the gun has no time-to-crime.'),
          holds: `r.recovered_on - r.purchased_on > ${LONGEST_TIME_TO_CRIME_DAYS}`,
          among: 'r.recovered_on IS NOT NULL AND r.purchased_on IS NOT NULL',
          shows: [purchasedOn, recoveredOn],
        },
        tooEarly(requestedOn, recoveredOn, {
          key: 'requested_before_recovered',
          says: told('Trace requested before the gun was recovered'),
          mend: told('Check the day of the request and that of the recovery.'),
        }),
        soldAfterDealerClosed(purchasedOn),
      ],
    },
    {
      id: 'possessor',
      one: told('possessor'),
      many: told('possessors'),
      from: 'possessor r',
      isPlaced: true,
      fields: [
        known('possessor_name', told('Possessor: name'), 'r.full_name'),
        known('possessor_birth_date', told('Possessor: date of birth'), 'r.birth_date'),
        { key: 'possessor_place', label: told('Possessor: address'), filled: HAS_ADDRESS },
      ],
    },
    {
      id: 'purchaser',
      one: told('purchaser'),
      many: told('purchasers'),
      from: 'purchaser r',
      isPlaced: true,
      fields: [
        known('purchaser_name', told('Purchaser: name'), 'r.full_name'),
        known('purchaser_birth_date', told('Purchaser: date of birth'), 'r.birth_date'),
        { key: 'purchaser_place', label: told('Purchaser: address'), filled: HAS_ADDRESS },
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
