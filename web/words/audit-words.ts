/** What events of the audit log say. */
import type { AuditEventItem } from '../../domain/access-responses.ts';
import { formatCount } from './format.ts';
import { say } from './say.ts';

/** What was done, by the action's name. An action that is not here is told by its name. */
export const AUDIT_WORDS: Readonly<Record<string, string>> = {
  'session.started': say('Signed in'),
  'session.failed': say('Was refused at sign-in'),
  'session.locked': say('Was locked out after too many attempts'),
  'session.ended': say('Signed out'),
  'account.added': say('Added an account'),
  'account.changed': say('Changed an account'),
  'account.invited': say('Invited again'),
  'account.invitation_accepted': say('Accepted an invitation'),
  'account.reset': say('Reset an account'),
  'account.sessions_ended': say('Signed an account out everywhere'),
  'account.session_ended': say('Signed out one of their devices'),
  'account.password_changed': say('Changed their password'),
  'account.authenticator_added': say('Set up an authenticator app'),
  'account.authenticator_removed': say('Removed their authenticator app'),
  'account.recovery_codes_made': say('Made new recovery codes'),
  'account.passkey_added': say('Added a passkey'),
  'account.passkey_removed': say('Removed a passkey'),
  'account.token_added': say('Made a token'),
  'account.token_removed': say('Removed a token'),
  'agreement.offered': say('Offered an agreement'),
  'agreement.accepted': say('Accepted an agreement'),
  'agreement.declined': say('Declined an agreement'),
  'agreement.revoked': say('Revoked an agreement'),
  'contact.asked': say('Asked another agency for contact'),
  'contact.answered': say('Answered a request for contact'),
  'person.searched': say('Searched for a person'),
  'join.confirmed': say('Decided that two purchasers are one person'),
  'join.taken_apart': say('Decided that two purchasers are not one person'),
  'join.undone': say('Took such a decision back'),
  'join.thresholds_set': say('Set how sure a join must be'),
  'agency.added': say('Added an agency'),
  'policy.changed': say('Changed the policy of the region'),
  'record.viewed': say('Opened a single record'),
  'features.read': say('Read a collection with a map program'),
  'access.refused': say('Was refused what they may not do'),
  'export.begun': say('Began a file of records or counts'),
  'export.finished': say('Took a file along'),
  'export.received': say('Took data of this agency along'),
  'import.begun': say('Began an import'),
  'import.finished': say('Brought in a file'),
  'import.failed': say('An import stopped'),
  'import.undone': say('Took an import back'),
  'import.discarded': say('Discarded an upload'),
  'import.mapping_changed': say('Changed how columns are read'),
  'review.decided': say('Settled an address'),
  'review.undone': say('Took an address decision back'),
  'alias.accepted': say('Accepted another street name'),
  'alias.declined': say('Declined another street name'),
  'tracing.batched': say('Put guns together to be traced'),
  'tracing.discarded': say('Discarded a batch of trace requests'),
  'tracing.downloaded': say('Took trace requests along'),
  'tracing.submitted': say('Marked trace requests as sent'),
  'tracing.returned': say('Entered that a gun cannot be traced'),
  'tracing.reopened': say('Took back that a gun cannot be traced'),
  'tracing.coordinator_set': say('Chose who sends trace requests'),
  'corridor.created': say('Saved a corridor'),
  'corridor.changed': say('Changed a corridor'),
  'corridor.deleted': say('Deleted a corridor'),
  'intervention.added': say('Entered an intervention'),
  'intervention.changed': say('Changed an intervention'),
  'intervention.removed': say('Deleted an intervention'),
  'target.added': say('Set a target'),
  'target.removed': say('Deleted a target'),
  'briefing.made': say('Made a briefing'),
  'briefing.changed': say('Saved a briefing anew'),
  'briefing.ended': say('Deleted a briefing'),
  'schedule.made': say('Set up a monthly report'),
  'schedule.ended': say('Ended a monthly report'),
  'report.made': say('Made the report of a month'),
  'report.made_anew': say('Made the report of a month anew from late data'),
  'report.approved': say('Approved the report of a month'),
  'report.declined': say('Declined the report of a month'),
  'picture.made': say('Had a file of what is shown made'),
  'snapshot.made': say('Made counts ready for publication'),
  'snapshot.released': say('Released counts for good'),
  'snapshot.deleted': say('Deleted counts that were not released'),
  'embed.made': say('Made a page for other sites'),
  'embed.link_made': say('Made a signed link to a page'),
  'embed.written': say('Wrote the pages for other sites into a folder'),
  'embed.revoked': say('Took back a page for other sites'),
  'provider.allowed': say('Allowed an outside geocoder'),
  'provider.forbidden': say('Forbade an outside geocoder'),
  'provider.asked': say('Sent addresses to an outside geocoder'),
  'provider.answered': say('Heard from an outside geocoder'),
  'reference.loaded': say('Loaded reference data'),
  'reference.removed': say('Removed reference data'),
  'rollups.rebuilt': say('Counted all records anew'),
  'retention.set': say('Changed how long something is kept'),
  'retention.purged': say('Deleted what had been kept long enough'),
  'audit.exported': say('Took the audit log along'),
  'backup.made': say('Took a backup along'),
  'backup.restored': say('Restored a backup'),
  'database.moved': say('Moved the database'),
  'demo.loaded': say('Loaded the demo region'),
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
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  return typeof value === 'number' ? formatCount(value) : String(value ?? '');
}
