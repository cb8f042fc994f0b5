/** What files say of an incident, read to Tracemap's words. */
import type { IncidentType } from '../../../../domain/vocabulary.ts';
import { parseYesOrNo } from '../cells/yes-or-no.ts';

/** The first that fits: shots without a victim are told from shootings before the word "shot" is looked for. */
const TYPES: readonly (readonly [RegExp, IncidentType])[] = [
  [/SHOTS?[ -]?(?:WERE )?FIRED|SHOT[ -]?SPOTTER|GUN ?FIRE|DISCHARG/, 'shots_fired'],
  [/HOMICIDE|MURDER|MANSLAUGHTER/, 'homicide'],
  [/SHOOT|\bSHOT\b|GUN ?SHOT|\bGSW\b/, 'shooting'],
  [/ROBB|CAR ?JACK/, 'robbery'],
  [/ASSAULT|BATTERY/, 'assault'],
];

/** The type an offence in words stands for; `other` where it is none that is told apart. */
export function incidentTypeOf(reported: string): IncidentType {
  const words = reported.toUpperCase();
  return TYPES.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

const SURVIVED = /^NON[ -]?FATAL|^(?:INJUR|SURVIV|WOUNDED|NOT FATAL)/;
const DIED = /^FATAL|HOMICIDE|MURDER|DECEASED|^DEAD$|^DIED$|KILLED/;
const NOT_SAID = /^(?:U|UNK|UNKNOWN|N\/?A|NONE|NULL|-)?$/;

/** Whether somebody died: null where it says that it is not known, `undefined` where it cannot be read. */
export function parseFatal(text: string): boolean | null | undefined {
  const words = text.trim().toUpperCase();
  if (NOT_SAID.test(words)) return null;
  if (SURVIVED.test(words)) return false;
  if (DIED.test(words)) return true;
  if (/^\d{1,3}$/.test(words)) return Number(words) > 0;
  return parseYesOrNo(words) ?? undefined;
}

/** What an offence in words itself says of whether somebody died. */
export function fatalByType(reported: string): boolean | null {
  const words = reported.toUpperCase();
  if (/NON[ -]?FATAL|NOT FATAL|ATTEMPT/.test(words)) return false;
  return /\bFATAL|HOMICIDE|MURDER/.test(words) ? true : null;
}
