import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import { HAS_ADDRESS, known, placeFields, tooEarly, withheldOf } from './shared-fields.ts';

const occurredOn = { label: told('Incident date'), sql: 'r.occurred_on' };
const linkedOn = { label: told('Date of the link'), sql: 'r.linked_on' };

/** Incidents that ballistic leads and hits link. */
export const ballisticsQuality: QualityKind = {
  id: 'ballistics',
  records: {
    id: 'link_event',
    one: told('linked incident'),
    many: told('linked incidents'),
    from: 'link_event r',
    day: 'coalesce(r.occurred_on, r.linked_on)',
    isPlaced: true,
    complete: [
      { label: told('link number'), sql: 'r.link_number IS NOT NULL' },
      { label: told('incident number'), sql: 'r.incident_number IS NOT NULL' },
      { label: told('incident date'), sql: 'r.occurred_on IS NOT NULL' },
      { label: told('place'), sql: HAS_ADDRESS },
    ],
    fields: [
      known('link_number', told('Link number')),
      known('linked_on', told('Date of the link')),
      known('incident_number', told('Incident number')),
      known('occurred_on', told('Incident date')),
      known('event_agency', told('Agency of the incident')),
      known('evidence', told('Evidence')),
      known('caliber', told('Caliber')),
      ...placeFields(told('Place')),
    ],
    delay: {
      from: { label: told('incident'), sql: occurredOn.sql },
      to: { label: told('link'), sql: linkedOn.sql },
    },
    checks: [
      tooEarly(linkedOn, occurredOn, {
        key: 'linked_before_incident',
        says: told('Linked before the incident happened'),
        mend: told('Check the day of the incident and that of the link.'),
      }),
    ],
  },
  others: [],
  withheld: withheldOf('link_event'),
};
