/** What roles and capabilities are called, and what they mean, for people. */
import type { Capability, Role } from '../../domain/access.ts';
import type { AccountItem } from '../../domain/access-responses.ts';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: 'Regional administrator',
  steward: 'Data steward',
  analyst: 'Crime analyst',
  briefing: 'Briefing',
  auditor: 'Auditor',
};

/** What a role may do, in one sentence. */
export const ROLE_SENTENCES: Readonly<Record<Role, string>> = {
  administrator:
    'Keeps agencies, accounts and the audit log of the region; sees counts, never single records.',
  steward: 'Sees single records, brings in files, settles addresses and decides what the agency shares.',
  analyst: 'Sees single records, follows corridors and takes files along.',
  briefing: 'Sees counts by area, flows and hotspots, never single records; writes briefings.',
  auditor: 'Reads the audit log and nothing else.',
};

/** Where an account stands. */
export const ACCOUNT_STATE_WORDS: Readonly<Record<AccountItem['state'], string>> = {
  invited: 'Invited',
  active: 'In use',
  disabled: 'Disabled',
};

/** Capabilities as one may have or give them. */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  view: 'See counts, flows and hotspots',
  dealers: 'See dealers by name',
  records: 'See single records and take them along as files',
  persons: 'Search for a person by name',
  define: 'Save corridors',
  brief: 'Save views and write briefings',
  steward: 'Bring in files and settle addresses',
  agree: 'Write and accept agreements',
  administer: 'Keep agencies and accounts',
  audit: 'Read the audit log',
};

/** `DW` of `Dana Whitfield`, also with something in brackets behind the name. */
export function initialsOf(name: string): string {
  const words = name
    .replaceAll(/\([^)]*\)/g, ' ')
    .trim()
    .split(/\s+/);
  const letters = words.length < 2 ? words : [words[0], words.at(-1)];
  return letters.map((word) => (word?.[0] ?? '').toUpperCase()).join('') || '?';
}
