import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import { GUN_FIELDS, HAS_ADDRESS, known, placeFields, tooEarly, withheldOf } from './shared-fields.ts';

const stolenOn = { label: told('Date of the theft'), sql: 'r.stolen_on' };
const reportedOn = { label: told('Date of the report'), sql: 'r.reported_on' };

/** Guns reported stolen or lost. */
export const theftsQuality: QualityKind = {
  id: 'thefts',
  records: {
    id: 'theft_report',
    one: told('theft or loss'),
    many: told('thefts and losses'),
    from: 'theft_report r',
    day: 'coalesce(r.stolen_on, r.reported_on)',
    isPlaced: true,
    complete: [
      { label: told('date of the theft'), sql: 'r.stolen_on IS NOT NULL' },
      { label: told('what happened'), sql: 'r.reported_kind IS NOT NULL' },
      { label: told('serial number'), sql: '(r.serial_number IS NOT NULL OR r.serial_obliterated)' },
      { label: told('place'), sql: HAS_ADDRESS },
    ],
    fields: [
      known('report_number', told('Report number')),
      known('stolen_on', told('Date of the theft')),
      known('reported_on', told('Date of the report')),
      known('reported_kind', told('What happened')),
      { key: 'victim_kind', label: told('Who lost it'), filled: `r.victim_kind <> 'unknown'` },
      {
        ...known('dealer', told('Dealer'), 'r.dealer_id'),
        among: { sql: `r.victim_kind = 'dealer'`, words: told('lost by a dealer') },
      },
      ...GUN_FIELDS,
      ...placeFields(told('Place')),
    ],
    delay: {
      from: { label: told('theft'), sql: stolenOn.sql },
      to: { label: told('report'), sql: reportedOn.sql },
    },
    checks: [
      tooEarly(reportedOn, stolenOn, {
        key: 'reported_before_stolen',
        says: told('Reported before it was stolen'),
        mend: told('Check the day of the theft and that of the report.'),
      }),
    ],
  },
  others: [],
  withheld: withheldOf('theft_report'),
};
