import type { QualityKind } from '../quality-kind.ts';
import { GUN_FIELDS, HAS_ADDRESS, known, placeFields, tooEarly, withheldOf } from './shared-fields.ts';

/** What people told about how a gun was obtained. */
export const debriefsQuality: QualityKind = {
  id: 'debriefs',
  records: {
    id: 'debrief',
    one: 'debrief',
    many: 'debriefs',
    from: 'debrief r',
    day: 'coalesce(r.debriefed_on, r.obtained_on)',
    isPlaced: true,
    complete: [
      { label: 'date of the debrief', sql: 'r.debriefed_on IS NOT NULL' },
      { label: 'how it was obtained', sql: 'r.reported_how IS NOT NULL' },
      { label: 'from whom it was obtained', sql: 'r.reported_from IS NOT NULL' },
      { label: 'where it was obtained', sql: HAS_ADDRESS },
    ],
    fields: [
      known('debrief_number', 'Debrief number'),
      known('debriefed_on', 'Date of the debrief'),
      known('obtained_on', 'Day it was obtained'),
      known('reported_how', 'How it was obtained'),
      known('reported_from', 'From whom it was obtained'),
      known('price_dollars', 'Price'),
      known('statement', 'Statement'),
      ...GUN_FIELDS,
      ...placeFields('Where it was obtained'),
    ],
    checks: [
      tooEarly(
        { label: 'Date of the debrief', sql: 'r.debriefed_on' },
        { label: 'Day it was obtained', sql: 'r.obtained_on' },
        {
          key: 'debriefed_before_obtained',
          says: 'Debriefed before the gun was obtained',
          mend: 'Check the day of the debrief and the day on which the gun was obtained.',
        },
      ),
    ],
  },
  others: [],
  withheld: withheldOf('debrief'),
};
