import type { QualityKind } from '../quality-kind.ts';
import { HAS_ADDRESS, known, placeFields, tooEarly, withheldOf } from './shared-fields.ts';

const occurredOn = { label: 'Incident date', sql: 'r.occurred_on' };
const linkedOn = { label: 'Date of the link', sql: 'r.linked_on' };

/** Incidents that ballistic leads and hits link. */
export const ballisticsQuality: QualityKind = {
  id: 'ballistics',
  records: {
    id: 'link_event',
    one: 'linked incident',
    many: 'linked incidents',
    from: 'link_event r',
    day: 'coalesce(r.occurred_on, r.linked_on)',
    isPlaced: true,
    complete: [
      { label: 'link number', sql: 'r.link_number IS NOT NULL' },
      { label: 'incident number', sql: 'r.incident_number IS NOT NULL' },
      { label: 'incident date', sql: 'r.occurred_on IS NOT NULL' },
      { label: 'place', sql: HAS_ADDRESS },
    ],
    fields: [
      known('link_number', 'Link number'),
      known('linked_on', 'Date of the link'),
      known('incident_number', 'Incident number'),
      known('occurred_on', 'Incident date'),
      known('event_agency', 'Agency of the incident'),
      known('evidence', 'Evidence'),
      known('caliber', 'Caliber'),
      ...placeFields('Place'),
    ],
    delay: {
      from: { label: 'incident', sql: occurredOn.sql },
      to: { label: 'link', sql: linkedOn.sql },
    },
    checks: [
      tooEarly(linkedOn, occurredOn, {
        key: 'linked_before_incident',
        says: 'Linked before the incident happened',
        mend: 'Check the day of the incident and that of the link.',
      }),
    ],
  },
  others: [],
  withheld: withheldOf('link_event'),
};
