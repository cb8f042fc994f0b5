import { caseKeyOf } from '../records/linkage-keys.ts';
import { recordFormat } from '../records/record-format.ts';
import { LINK_FIELDS } from './link-fields.ts';
import type { ParsedLinkEvent } from './read-link.ts';
import { readLink } from './read-link.ts';

/** Ballistic leads and hits: two incidents a row, one of a group a row, or several in one cell of text. */
export const ballisticsFormat = recordFormat<ParsedLinkEvent>({
  id: 'ballistics',
  table: 'link_event',
  fields: LINK_FIELDS,
  columns: [
    { name: 'link_key', type: 'text', read: ({ linkKey }) => linkKey },
    { name: 'link_number', type: 'text', read: ({ linkNumber }) => linkNumber },
    { name: 'link_type', type: 'text', read: ({ linkType }) => linkType },
    { name: 'linked_on', type: 'date', read: ({ linkedOn }) => linkedOn },
    { name: 'event_key', type: 'text', read: ({ eventKey }) => eventKey },
    { name: 'event_agency', type: 'text', read: ({ eventAgency }) => eventAgency },
    { name: 'incident_number', type: 'text', read: ({ incidentNumber }) => incidentNumber },
    { name: 'occurred_on', type: 'date', read: ({ occurredOn }) => occurredOn },
    { name: 'evidence', type: 'text', read: ({ evidence }) => evidence },
    { name: 'caliber', type: 'text', read: ({ caliber }) => caliber },
  ],
  workedOut: [['case_key', caseKeyOf('incident_number')]],
  isPlaced: true,
  namesDealers: false,
  parse: readLink,
});
