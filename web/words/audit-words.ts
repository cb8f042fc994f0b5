/** What events of the audit log say. */
import type { AuditEventItem } from '../../domain/access-responses.ts';
import { formatCount } from './format.ts';

/** What was done, by the action's name. An action that is not here is told by its name. */
export const AUDIT_WORDS: Readonly<Record<string, string>> = {
  'session.started': 'Signed in',
  'session.failed': 'Was refused at sign-in',
  'session.locked': 'Was locked out after too many attempts',
  'session.ended': 'Signed out',
  'account.added': 'Added an account',
  'account.changed': 'Changed an account',
  'account.invited': 'Invited again',
  'account.invitation_accepted': 'Accepted an invitation',
  'account.reset': 'Reset an account',
  'account.sessions_ended': 'Signed an account out everywhere',
  'account.session_ended': 'Signed out one of their devices',
  'account.password_changed': 'Changed their password',
  'account.authenticator_added': 'Set up an authenticator app',
  'account.authenticator_removed': 'Removed their authenticator app',
  'account.recovery_codes_made': 'Made new recovery codes',
  'account.passkey_added': 'Added a passkey',
  'account.passkey_removed': 'Removed a passkey',
  'account.token_added': 'Made a token',
  'account.token_removed': 'Removed a token',
  'agreement.offered': 'Offered an agreement',
  'agreement.accepted': 'Accepted an agreement',
  'agreement.declined': 'Declined an agreement',
  'agreement.revoked': 'Revoked an agreement',
  'contact.asked': 'Asked another agency for contact',
  'contact.answered': 'Answered a request for contact',
  'person.searched': 'Searched for a person',
  'join.confirmed': 'Decided that two purchasers are one person',
  'join.taken_apart': 'Decided that two purchasers are not one person',
  'join.undone': 'Took such a decision back',
  'join.thresholds_set': 'Set how sure a join must be',
  'agency.added': 'Added an agency',
  'policy.changed': 'Changed the policy of the region',
  'record.viewed': 'Opened a single record',
  'access.refused': 'Was refused what they may not do',
  'export.begun': 'Began a file of records or counts',
  'export.finished': 'Took a file along',
  'export.received': 'Took data of this agency along',
  'import.begun': 'Began an import',
  'import.finished': 'Brought in a file',
  'import.failed': 'An import stopped',
  'import.undone': 'Took an import back',
  'import.discarded': 'Discarded an upload',
  'import.mapping_changed': 'Changed how columns are read',
  'review.decided': 'Settled an address',
  'review.undone': 'Took an address decision back',
  'alias.accepted': 'Accepted another street name',
  'alias.declined': 'Declined another street name',
  'tracing.batched': 'Put guns together to be traced',
  'tracing.discarded': 'Discarded a batch of trace requests',
  'tracing.downloaded': 'Took trace requests along',
  'tracing.submitted': 'Marked trace requests as sent',
  'tracing.returned': 'Entered that a gun cannot be traced',
  'tracing.reopened': 'Took back that a gun cannot be traced',
  'tracing.coordinator_set': 'Chose who sends trace requests',
  'corridor.created': 'Saved a corridor',
  'corridor.changed': 'Changed a corridor',
  'corridor.deleted': 'Deleted a corridor',
  'intervention.added': 'Entered an intervention',
  'intervention.changed': 'Changed an intervention',
  'intervention.removed': 'Deleted an intervention',
  'target.added': 'Set a target',
  'target.removed': 'Deleted a target',
  'briefing.made': 'Made a briefing',
  'briefing.changed': 'Saved a briefing anew',
  'briefing.ended': 'Deleted a briefing',
  'schedule.made': 'Set up a monthly report',
  'schedule.ended': 'Ended a monthly report',
  'report.made': 'Made the report of a month',
  'report.made_anew': 'Made the report of a month anew from late data',
  'report.approved': 'Approved the report of a month',
  'report.declined': 'Declined the report of a month',
  'picture.made': 'Had a file of what is shown made',
  'snapshot.made': 'Made counts ready for publication',
  'snapshot.released': 'Released counts for good',
  'snapshot.deleted': 'Deleted counts that were not released',
  'embed.made': 'Made a page for other sites',
  'embed.link_made': 'Made a signed link to a page',
  'embed.written': 'Wrote the pages for other sites into a folder',
  'embed.revoked': 'Took back a page for other sites',
  'provider.allowed': 'Allowed an outside geocoder',
  'provider.forbidden': 'Forbade an outside geocoder',
  'provider.asked': 'Sent addresses to an outside geocoder',
  'provider.answered': 'Heard from an outside geocoder',
  'reference.loaded': 'Loaded reference data',
  'reference.removed': 'Removed reference data',
  'rollups.rebuilt': 'Counted all records anew',
  'retention.set': 'Changed how long something is kept',
  'retention.purged': 'Deleted what had been kept long enough',
  'audit.exported': 'Took the audit log along',
  'demo.loaded': 'Loaded the demo region',
};

export const actionWords = (action: string): string => AUDIT_WORDS[action] ?? action;

/** What is known of an event besides: `rows read 1,200, complete no`. */
export function detailWords(detail: AuditEventItem['detail']): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${keyWords(key)} ${valueWords(value)}`)
    .join(', ');
}

/** `rowsAccepted` and `rows_accepted` as `rows accepted`. */
const keyWords = (key: string): string =>
  key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

function valueWords(value: AuditEventItem['detail'][string] | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? formatCount(value) : String(value ?? '');
}
