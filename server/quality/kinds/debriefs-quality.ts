import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import { GUN_FIELDS, HAS_ADDRESS, known, placeFields, tooEarly, withheldOf } from './shared-fields.ts';

/** What people told about how a gun was obtained. */
export const debriefsQuality: QualityKind = {
  id: 'debriefs',
  records: {
    id: 'debrief',
    one: told('debrief'),
    many: told('debriefs'),
    from: 'debrief r',
    day: 'coalesce(r.debriefed_on, r.obtained_on)',
    isPlaced: true,
    complete: [
      { label: told('date of the debrief'), sql: 'r.debriefed_on IS NOT NULL' },
      { label: told('how it was obtained'), sql: 'r.reported_how IS NOT NULL' },
      { label: told('from whom it was obtained'), sql: 'r.reported_from IS NOT NULL' },
      { label: told('where it was obtained'), sql: HAS_ADDRESS },
    ],
    fields: [
      known('debrief_number', told('Debrief number')),
      known('debriefed_on', told('Date of the debrief')),
      known('obtained_on', told('Day it was obtained')),
      known('reported_how', told('How it was obtained')),
      known('reported_from', told('From whom it was obtained')),
      known('price_dollars', told('Price')),
      known('statement', told('Statement')),
      ...GUN_FIELDS,
      ...placeFields(told('Where it was obtained')),
    ],
    checks: [
      tooEarly(
        { label: told('Date of the debrief'), sql: 'r.debriefed_on' },
        { label: told('Day it was obtained'), sql: 'r.obtained_on' },
        {
          key: 'debriefed_before_obtained',
          says: told('Debriefed before the gun was obtained'),
          mend: told('Check the day of the debrief and the day on which the gun was obtained.'),
        },
      ),
    ],
  },
  others: [],
  withheld: withheldOf('debrief'),
};
