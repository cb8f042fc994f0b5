/** What an audit event of one name tells. */
interface AuditActionMeaning {
  /** What was done, in a sentence. */
  readonly says: string;
  /** What `subject` holds: kind and id. */
  readonly subject: string;
  /** What `detail` may hold, by key. */
  readonly detail: Readonly<Record<string, string>>;
}

const LAYER =
  'LAYER.FORMAT, as it is called in the address of the export; quality-KIND.csv for rows of own files to mend';
const AGREED = {
  giving: 'code of the agency that gives',
  receiving: 'code of the one that receives',
  recoveries: 'how much of each kind, from nothing to records',
  traces: 'the same',
  ballistics: 'the same',
  debriefs: 'the same',
  sales: 'the same',
  legalBasis: 'on what they agreed',
  startsOn: 'its first day',
  endsOn: 'the first day on which it gives nothing any more',
};
const CONTACT = {
  asking: 'code of the agency that asks',
  asked: 'code of the one that is asked',
  about: 'dealer, purchaser, gun or corridor, and its id',
};
const TARGET = {
  name: 'its name',
  outcome: 'what is counted',
  changePercent: 'by how many per cent it is to change',
  dueOn: 'until when',
} as const;
const INTERVENTION = { name: 'its name', kind: 'its kind', startedOn: 'its first day' };
const SNAPSHOT = {
  year: 'the year of recovery',
  shown: 'counts that are shown',
  notShown: 'counts that are fewer than the threshold, part of such a count, or withheld to protect one',
} as const;
const BRIEFING = {
  title: 'its title',
  version: 'which version was saved',
  sections: 'how many sections it has',
};
const REPORT = {
  schedule: 'id of what was set up',
  month: 'the month it is about',
  version: 'which version of the briefing',
};
const EXPORTED = {
  filters: 'names of the parameters that narrowed it, never their values',
  purpose: 'what it is for, in the words of whoever took it, where they said so',
  columns: 'how many columns, where not all were taken',
};

/**
 * Every name an audit event may have: nothing is recorded under another. docs/guides/audit.md lists the same. Details hold
 * counts, codes and names of settings; never an address, a serial number or the name of a person in the records.
 */
export const AUDIT_ACTIONS = {
  'agency.added': {
    says: 'An agency was added.',
    subject: 'agency ID',
    detail: { code: 'its code', areas: 'how many areas it answers for' },
  },
  'policy.changed': {
    says: 'The policy of the region was changed.',
    subject: 'region_policy',
    detail: { fields: 'what of it is another now, never its text' },
  },
  'agreement.offered': {
    says: 'An agency offered another to see what is its own. Told to both, as the next three are.',
    subject: 'agreement ID',
    detail: AGREED,
  },
  'agreement.accepted': { says: 'The other accepted.', subject: 'agreement ID', detail: AGREED },
  'agreement.declined': { says: 'The other declined.', subject: 'agreement ID', detail: AGREED },
  'agreement.revoked': {
    says: 'One of the two ended the agreement.',
    subject: 'agreement ID',
    detail: AGREED,
  },

  'contact.asked': {
    says: 'An agency asked another for contact about something both have records of. Told to both, as its answer is.',
    subject: 'contact_request ID',
    detail: CONTACT,
  },
  'contact.answered': {
    says: 'The other noted that it had answered.',
    subject: 'contact_request ID',
    detail: CONTACT,
  },
  'person.searched': {
    says: 'Somebody searched for a person. Whom, nobody can read here: the log names no person of the records. Told to the agency of whoever searched, and to each other whose records were searched.',
    subject: 'persons',
    detail: {
      caseNumber: 'the case it was for',
      reason: 'why',
      words: 'how many words of a name were given',
      birthDate: 'whether a birth date was given',
      hits: 'how many records were found; to another agency, how many of its own',
      agencies: 'codes of the agencies whose records were searched; not told to another agency',
      searching: 'to another agency, code of the one that searched',
    },
  },

  'purchaser.listed': {
    says: 'A purchaser was put on the list of those whom an agency looks into. Told to it, and to each other whose records the purchaser is in.',
    subject: 'purchaser ID',
    detail: {
      caseNumber: 'the case it is for',
      reviewOn: 'until when it must be reviewed',
      listing: 'to another agency, code of the one whose list it is',
    },
  },
  'purchaser.reviewed': {
    says: 'An entry of that list was reviewed and stays.',
    subject: 'purchaser ID',
    detail: { caseNumber: 'the case it is for', reviewOn: 'until when it must be reviewed again' },
  },
  'purchaser.unlisted': {
    says: 'A purchaser was taken off that list.',
    subject: 'purchaser ID',
    detail: { caseNumber: 'the case it was for' },
  },

  'join.confirmed': {
    says: 'Somebody decided that two purchasers are one person. Told to the agencies of both, as the next two are.',
    subject: 'purchaser_pair ID',
    detail: {
      before: 'what they were: joined or unsure by the last comparison, confirmed or apart by a decision',
    },
  },
  'join.taken_apart': {
    says: 'Somebody decided that two purchasers are not one person.',
    subject: 'purchaser_pair ID',
    detail: { before: 'what they were, as above' },
  },
  'join.undone': {
    says: 'Such a decision was taken back.',
    subject: 'purchaser_pair ID',
    detail: { before: 'what they were, as above' },
  },
  'join.thresholds_set': {
    says: 'It was settled how sure it must be that purchasers are one person, to join them and to put them up for decision.',
    subject: 'agency ID',
    detail: {
      joinFrom: 'from which probability on they are joined',
      reviewFrom: 'from which on they are put up for decision',
      joinFromBefore: 'the one before',
      reviewFromBefore: 'the one before',
    },
  },

  'session.started': {
    says: 'Somebody signed in.',
    subject: 'account ID',
    detail: { method: 'how: password, demo, passkey or the identity provider', device: 'browser and system' },
  },
  'session.failed': {
    says: 'A sign-in failed. Of an address without an account nothing is told.',
    subject: 'account ID, or account unknown',
    detail: { reason: 'what was wrong' },
  },
  'session.locked': {
    says: 'After too many of these the address was closed for a while.',
    subject: 'account ID, or account unknown',
    detail: { minutes: 'for how long' },
  },
  'session.ended': { says: 'Somebody signed out.', subject: 'account ID', detail: {} },

  'account.added': { says: 'An account was made.', subject: 'account ID', detail: { role: 'its role' } },
  'account.invited': { says: 'Its person was invited again.', subject: 'account ID', detail: {} },
  'account.reset': {
    says: 'Its password and second factor were taken away, and its person was invited again.',
    subject: 'account ID',
    detail: {},
  },
  'account.changed': {
    says: 'Its name, role or state was changed.',
    subject: 'account ID',
    detail: {
      renamed: 'true where its name is another',
      from: 'the role it had',
      to: 'the role it has now',
      disabled: 'whether it may sign in no more',
    },
  },
  'account.sessions_ended': {
    says: 'It was signed out everywhere.',
    subject: 'account ID',
    detail: { sessions: 'how many sessions ended' },
  },
  'account.invitation_accepted': {
    says: 'Its person chose a password.',
    subject: 'account ID',
    detail: {},
  },
  'account.password_changed': {
    says: 'Its person chose another password.',
    subject: 'account ID',
    detail: { sessionsEnded: 'how many other sessions ended by that' },
  },
  'account.authenticator_added': {
    says: 'An authenticator app was added.',
    subject: 'account ID',
    detail: {},
  },
  'account.authenticator_removed': {
    says: 'The authenticator app was removed.',
    subject: 'account ID',
    detail: {},
  },
  'account.passkey_added': {
    says: 'A passkey was added.',
    subject: 'account ID',
    detail: { passkey: 'its number' },
  },
  'account.passkey_removed': {
    says: 'A passkey was removed.',
    subject: 'account ID',
    detail: { passkey: 'its number' },
  },
  'account.recovery_codes_made': { says: 'New recovery codes were made.', subject: 'account ID', detail: {} },
  'account.session_ended': {
    says: 'Its person ended one of its sessions.',
    subject: 'account ID',
    detail: { session: 'its number' },
  },
  'account.token_added': {
    says: 'An API token was made.',
    subject: 'account ID',
    detail: { token: 'its number', capabilities: 'what it may do', days: 'for how many days' },
  },
  'account.token_removed': {
    says: 'An API token was removed.',
    subject: 'account ID',
    detail: { token: 'its number' },
  },

  'demo.loaded': {
    says: 'The demo region was loaded.',
    subject: 'demo',
    detail: { agencies: 'how many agencies it has', files: 'how many files were imported' },
  },

  'import.begun': {
    says: 'A file began to be imported.',
    subject: 'import_batch ID',
    detail: { format: 'the format it is read as', sha256: 'SHA-256 of the file' },
  },
  'import.finished': {
    says: 'A file was imported.',
    subject: 'import_batch ID',
    detail: {
      rowsRead: 'rows of the file',
      rowsAccepted: 'rows that became records',
      rowsDuplicate: 'rows whose record was there already',
      rowsRejected: 'rows that could not be read',
    },
  },
  'import.failed': {
    says: 'An import stopped, and nothing of its file was kept.',
    subject: 'import_batch ID',
    detail: { reason: 'refused, error or interrupted' },
  },
  'import.undone': {
    says: 'An import was undone whole.',
    subject: 'import_batch ID',
    detail: { rowsAccepted: 'rows whose records went' },
  },
  'import.discarded': {
    says: 'An upload that had brought no records was discarded.',
    subject: 'import_batch ID',
    detail: { status: 'what it was: awaiting_mapping or failed' },
  },
  'import.mapping_changed': {
    says: 'Which column holds which field was settled anew for files with these headings.',
    subject: 'import_batch ID',
    detail: { format: 'the format', fields: 'how many fields have a column' },
  },

  'export.begun': {
    says: 'A file of records or counts began to be written.',
    subject: LAYER,
    detail: EXPORTED,
  },
  'export.finished': {
    says: 'It was written, or broken off.',
    subject: LAYER,
    detail: { ...EXPORTED, rows: 'rows that were written', complete: 'false where it was broken off' },
  },
  'export.received': {
    says: 'Such a file took data of this agency to another. Told to each agency of which there was any, with its own alone.',
    subject: LAYER,
    detail: {
      receiving: 'code of the agency that has it now, none for the command line',
      rows: 'how many of its records; none for figures in which what it shares is counted',
    },
  },
  'record.viewed': {
    says: 'A single record was opened; noted once in 15 minutes for each person and record.',
    subject:
      'recovery ID, incident ID, dealer ID; theft ID, debrief ID or multiple_sale ID where it was told of the gun of a record; debrief ID where its statement was read; purchaser ID where it was opened, or named beside another that may be the same person',
    detail: {},
  },
  'features.read': {
    says: 'A collection was read by a map program through the OGC API; noted once in 15 minutes for each person and collection, and for each agency whose records they are.',
    subject: 'id of the collection',
    detail: {},
  },
  'access.refused': {
    says: 'Somebody signed in asked for what they may not do, by their role, their token or a rule of the region; noted once in 15 minutes for each person and path.',
    subject: 'METHOD PATH, without the query and cut to 200 characters',
    detail: {},
  },

  'review.decided': {
    says: 'A person settled where an address is.',
    subject: 'geocode_review ID',
    detail: {
      kind: 'candidate, pin or unknown',
      geocode: 'id of the address',
      addresses: 'how many addresses it settled',
    },
  },
  'review.undone': {
    says: 'Such a decision was taken back.',
    subject: 'geocode_review ID',
    detail: { addresses: 'how many addresses are open again' },
  },
  'alias.accepted': {
    says: 'A street name is read as another from now on.',
    subject: 'street_alias ID',
    detail: {},
  },
  'alias.declined': {
    says: 'A street name is not read as the other.',
    subject: 'street_alias ID',
    detail: {},
  },

  'tracing.batched': {
    says: 'Guns without a trace were put together to be traced.',
    subject: 'trace_request_batch ID',
    detail: { requests: 'how many', coordinator: 'code of the agency through which they are sent' },
  },
  'tracing.discarded': {
    says: 'Such a batch was taken back before it was sent.',
    subject: 'trace_request_batch ID',
    detail: { requests: 'how many' },
  },
  'tracing.downloaded': {
    says: 'Its requests, with serial numbers and names, were taken away.',
    subject: 'trace_request_batch ID',
    detail: { format: 'csv or forms', requests: 'how many' },
  },
  'tracing.submitted': {
    says: 'It was marked as sent.',
    subject: 'trace_request_batch ID',
    detail: { requests: 'how many', on: 'the day on which it was sent' },
  },
  'tracing.returned': {
    says: 'It was entered by hand that a gun cannot be traced.',
    subject: 'trace_request ID',
    detail: {},
  },
  'tracing.reopened': {
    says: 'What had been entered by hand was taken back.',
    subject: 'trace_request ID',
    detail: {},
  },
  'tracing.coordinator_set': {
    says: 'It was settled through which agency another sends its requests for tracing.',
    subject: 'agency ID',
    detail: { coordinator: 'code of that agency', before: 'code of the one before' },
  },

  'corridor.created': {
    says: 'A corridor was defined.',
    subject: 'corridor ID',
    detail: { name: 'its name', origins: 'how many origins', destinations: 'how many destinations' },
  },
  'corridor.changed': {
    says: 'A corridor was changed.',
    subject: 'corridor ID',
    detail: { name: 'its name', origins: 'how many origins', destinations: 'how many destinations' },
  },
  'corridor.deleted': { says: 'A corridor was deleted.', subject: 'corridor ID', detail: {} },

  'intervention.added': {
    says: 'What was done against illegal guns was entered, to see what came of it.',
    subject: 'intervention ID',
    detail: INTERVENTION,
  },
  'intervention.changed': {
    says: 'An intervention was changed.',
    subject: 'intervention ID',
    detail: INTERVENTION,
  },
  'intervention.removed': { says: 'An intervention was deleted.', subject: 'intervention ID', detail: {} },
  'target.added': { says: 'A target was set.', subject: 'target ID', detail: TARGET },
  'target.changed': { says: 'A target was changed.', subject: 'target ID', detail: TARGET },
  'target.removed': { says: 'A target was deleted.', subject: 'target ID', detail: {} },

  'briefing.made': { says: 'A briefing was made.', subject: 'briefing ID', detail: BRIEFING },
  'briefing.changed': {
    says: 'A briefing was saved anew; what it said before stays as a version.',
    subject: 'briefing ID',
    detail: BRIEFING,
  },
  'briefing.ended': {
    says: 'A briefing was deleted: it is listed and shown no more.',
    subject: 'briefing ID',
    detail: {},
  },
  'schedule.made': {
    says: 'A monthly report was set up.',
    subject: 'briefing_schedule ID',
    detail: {
      name: 'its name',
      template: 'sources, times, progress or briefing',
      first: 'the first month it will be about',
    },
  },
  'schedule.ended': {
    says: 'It was ended: it makes no more reports, and those there are stay.',
    subject: 'briefing_schedule ID',
    detail: {},
  },
  'report.made': {
    says: 'The report of a month was made, and waits for approval.',
    subject: 'briefing ID',
    detail: { ...REPORT, dataVersion: 'the data version of the agency it was made from' },
  },
  'report.made_anew': {
    says: 'It was made anew from late data before it was approved.',
    subject: 'briefing ID',
    detail: { ...REPORT, dataVersion: 'the data version of the agency it was made from' },
  },
  'report.approved': { says: 'It was approved.', subject: 'briefing ID', detail: REPORT },
  'report.declined': { says: 'It was declined.', subject: 'briefing ID', detail: REPORT },
  'picture.made': {
    says: 'A picture, slides or a PDF of a view or a briefing were made by the server.',
    subject: 'view NAME or briefing ID',
    detail: { format: 'png, pdf or pptx' },
  },

  'snapshot.made': {
    says: 'Counts of a year were made ready for publication.',
    subject: 'snapshot ID',
    detail: SNAPSHOT,
  },
  'snapshot.released': {
    says: 'They were released for good.',
    subject: 'snapshot ID',
    detail: SNAPSHOT,
  },
  'snapshot.deleted': { says: 'They were deleted unreleased.', subject: 'snapshot ID', detail: SNAPSHOT },
  'embed.made': {
    says: 'A page with released counts was made for other sites.',
    subject: 'embed ID',
    detail: {
      years: 'first and last year',
      sites: 'how many sites may show it; 0: every site',
      days: 'days until it is gone; none: never',
      signedOnly: 'true where it opens by a signed link alone',
    },
  },
  'embed.link_made': {
    says: 'A signed link was made to a page that opens by such a link alone.',
    subject: 'embed ID',
    detail: { days: 'for how many days it opens the page' },
  },
  'embed.written': {
    says: 'The pages of an agency that are there were written into a folder, to be put on a web server.',
    subject: 'folder',
    detail: { pages: 'how many' },
  },
  'embed.revoked': { says: 'It was taken back: nobody gets it any more.', subject: 'embed ID', detail: {} },

  'provider.allowed': {
    says: 'Addresses of one kind may go to an outside geocoder.',
    subject: 'provider NAME',
    detail: { addresses: 'the kind' },
  },
  'provider.forbidden': {
    says: 'They may not any more.',
    subject: 'provider NAME',
    detail: { addresses: 'the kind' },
  },
  'provider.asked': {
    says: 'Addresses of records began to be sent to an outside geocoder.',
    subject: 'provider NAME',
    detail: { kinds: 'the kinds that may be sent' },
  },
  'provider.answered': {
    says: 'What came of it.',
    subject: 'provider NAME',
    detail: {
      asked: 'addresses that were sent',
      found: 'of these, found',
      several: 'of which it knows several',
      none: 'that it does not know',
      unanswered: 'without an answer that can be read',
      fromCache: 'answered before',
      unaskable: 'without a house number or a place: not sent',
      refusedByPermission: 'of kinds that are not allowed: not sent',
    },
  },

  'reference.loaded': {
    says: 'Streets, address points or inhabitants were loaded.',
    subject: 'reference KIND',
    detail: {
      name: 'what the source is called',
      records: 'records that were kept',
      skipped: 'records that could not be used',
      replaced: 'whether an older file of that name went',
    },
  },
  'reference.removed': {
    says: 'They were removed.',
    subject: 'reference KIND',
    detail: { name: 'what the source was called' },
  },
  'rollups.rebuilt': { says: 'All records were counted anew.', subject: 'rollups', detail: {} },

  'retention.set': {
    says: 'It was settled how long something is kept.',
    subject: 'retention KIND',
    detail: { keepDays: 'days from now on', before: 'days until now' },
  },
  'retention.purged': {
    says: 'What had been kept for that long was deleted.',
    subject: 'retention KIND',
    detail: { keepDays: 'days it was kept', rows: 'how many rows went' },
  },
  'audit.exported': {
    says: 'Events of this log were taken away as a file.',
    subject: 'audit_event',
    detail: { format: 'csv or jsonl', events: 'how many', last: 'position of the newest' },
  },
  'backup.made': {
    says: 'All that the database holds was written into a file. The event is not in that file.',
    subject: 'database',
    detail: {
      kind: 'postgresql or embedded',
      bytes: 'size of the file',
      last: 'position of the newest event in it',
    },
  },
  'backup.restored': {
    says: 'This database was made from such a file.',
    subject: 'database',
    detail: {
      kind: 'postgresql or embedded',
      last: 'position of the newest event in it',
      chainHolds: 'whether the chain of these events held',
    },
  },
  'database.moved': {
    says: 'This database was copied from an embedded one.',
    subject: 'database',
    detail: { rows: 'how many rows of all tables', last: 'position of the newest event among them' },
  },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;

/** The name of an audit event, as `subject.verb`. */
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** True for the name of an action. */
export const isAuditAction = (name: string): name is AuditAction => Object.hasOwn(AUDIT_ACTIONS, name);

/** All names, in the order in which they are told. */
export const AUDIT_ACTION_NAMES: readonly AuditAction[] = Object.keys(AUDIT_ACTIONS).filter(isAuditAction);
