import type { QualityKind } from '../quality-kind.ts';
import { GUN_FIELDS, HAS_ADDRESS, known, placeFields, tooEarly, withheldOf } from './shared-fields.ts';

const stolenOn = { label: 'Date of the theft', sql: 'r.stolen_on' };
const reportedOn = { label: 'Date of the report', sql: 'r.reported_on' };

/** Guns reported stolen or lost. */
export const theftsQuality: QualityKind = {
  id: 'thefts',
  records: {
    id: 'theft_report',
    one: 'theft or loss',
    many: 'thefts and losses',
    from: 'theft_report r',
    day: 'coalesce(r.stolen_on, r.reported_on)',
    isPlaced: true,
    complete: [
      { label: 'date of the theft', sql: 'r.stolen_on IS NOT NULL' },
      { label: 'what happened', sql: 'r.reported_kind IS NOT NULL' },
      { label: 'serial number', sql: '(r.serial_number IS NOT NULL OR r.serial_obliterated)' },
      { label: 'place', sql: HAS_ADDRESS },
    ],
    fields: [
      known('report_number', 'Report number'),
      known('stolen_on', 'Date of the theft'),
      known('reported_on', 'Date of the report'),
      known('reported_kind', 'What happened'),
      { key: 'victim_kind', label: 'Who lost it', filled: `r.victim_kind <> 'unknown'` },
      {
        ...known('dealer', 'Dealer', 'r.dealer_id'),
        among: { sql: `r.victim_kind = 'dealer'`, words: 'lost by a dealer' },
      },
      ...GUN_FIELDS,
      ...placeFields('Place'),
    ],
    delay: {
      from: { label: 'theft', sql: stolenOn.sql },
      to: { label: 'report', sql: reportedOn.sql },
    },
    checks: [
      tooEarly(reportedOn, stolenOn, {
        key: 'reported_before_stolen',
        says: 'Reported before it was stolen',
        mend: 'Check the day of the theft and that of the report.',
      }),
    ],
  },
  others: [],
  withheld: withheldOf('theft_report'),
};
