/** What roles and capabilities are called, and what they mean, for people. */
import type { Capability, Role } from '../../domain/access.ts';
import type { AccountItem } from '../../domain/access-responses.ts';
import { say } from './say.ts';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: say('Regional administrator'),
  steward: say('Data steward'),
  analyst: say('Crime analyst'),
  briefing: say('Briefing'),
  auditor: say('Auditor'),
};

/** What a role may do, in one sentence. */
export const ROLE_SENTENCES: Readonly<Record<Role, string>> = {
  administrator: say(
    'Keeps agencies, accounts and the audit log of the region; sees counts, never single records.',
  ),
  steward: say('Sees single records, brings in files, settles addresses and decides what the agency shares.'),
  analyst: say('Sees single records, follows corridors and takes files along.'),
  briefing: say('Sees counts by area, flows and hotspots, never single records; writes briefings.'),
  auditor: say('Reads the audit log and nothing else.'),
};

/** Where an account stands. */
export const ACCOUNT_STATE_WORDS: Readonly<Record<AccountItem['state'], string>> = {
  invited: say('Invited'),
  active: say('In use'),
  disabled: say('Disabled'),
};

/** Capabilities as one may have or give them. */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  view: say('See counts, flows and hotspots'),
  dealers: say('See dealers by name'),
  records: say('See single records and take them along as files'),
  persons: say('Search for a person by name'),
  define: say('Save corridors'),
  brief: say('Save views and write briefings'),
  steward: say('Bring in files and settle addresses'),
  agree: say('Write and accept agreements'),
  administer: say('Keep agencies and accounts'),
  audit: say('Read the audit log'),
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
