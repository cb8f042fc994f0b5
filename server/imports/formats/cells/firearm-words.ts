import type { FirearmType } from '../../../../domain/vocabulary.ts';

/** ATF's codes (as in eTrace and on F 3312.1) and the words exports use, to the published groups. */
const TYPES: Readonly<Record<string, FirearmType>> = {
  P: 'pistol',
  PI: 'pistol',
  PISTOL: 'pistol',
  HANDGUN: 'pistol',
  'SEMI AUTO PISTOL': 'pistol',
  'SEMIAUTOMATIC PISTOL': 'pistol',
  'SEMI AUTOMATIC PISTOL': 'pistol',
  'PISTOL SEMI AUTOMATIC': 'pistol',
  PR: 'revolver',
  R: 'rifle',
  RR: 'revolver',
  REV: 'revolver',
  REVOLVER: 'revolver',
  'PISTOL REVOLVER': 'revolver',
  RI: 'rifle',
  RIFLE: 'rifle',
  'RIFLE SEMI AUTOMATIC': 'rifle',
  'SEMI AUTO RIFLE': 'rifle',
  S: 'shotgun',
  SG: 'shotgun',
  SHOTGUN: 'shotgun',
  C: 'other',
  COMBINATION: 'other',
  'COMB RIFLE SHOTGUN': 'other',
  D: 'other',
  DERRINGER: 'pistol',
  PD: 'pistol',
  M: 'other',
  MG: 'other',
  'MACHINE GUN': 'other',
  MACHINEGUN: 'other',
  SMG: 'other',
  'SUBMACHINE GUN': 'other',
  FR: 'other',
  FRAME: 'other',
  RECEIVER: 'other',
  'RECEIVER FRAME': 'other',
  'FRAME RECEIVER': 'other',
  SI: 'other',
  SILENCER: 'other',
  DD: 'other',
  'DESTRUCTIVE DEVICE': 'other',
  AOW: 'other',
  'ANY OTHER WEAPON': 'other',
  SBR: 'rifle',
  'SHORT BARRELED RIFLE': 'rifle',
  SBS: 'shotgun',
  'SHORT BARRELED SHOTGUN': 'shotgun',
  'FLARE GUN': 'other',
  'STARTER PISTOL': 'other',
  OTHER: 'other',
  '': 'unknown',
  U: 'unknown',
  UN: 'unknown',
  UNK: 'unknown',
  UNKNOWN: 'unknown',
  'UNKNOWN TYPE': 'unknown',
  'NOT KNOWN': 'unknown',
  NA: 'unknown',
};

/** A word that alone tells the group in a longer text, the most telling first. */
const TELLING_WORDS: readonly (readonly [string, FirearmType])[] = [
  ['REVOLVER', 'revolver'],
  ['SHOTGUN', 'shotgun'],
  ['RIFLE', 'rifle'],
  ['CARBINE', 'rifle'],
  ['PISTOL', 'pistol'],
  ['HANDGUN', 'pistol'],
];

/** The group of a firearm type as written; null for words that are none. Empty is `unknown`. */
export function firearmTypeOf(text: string): FirearmType | null {
  const words = text
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, ' ')
    .trim();
  const known = TYPES[words];
  if (known !== undefined) return known;
  return TELLING_WORDS.find(([word]) => words.includes(word))?.[1] ?? null;
}

const OBLITERATED = /OBLIT|DEFACE|REMOVED|GROUND|SCRATCHED|ALTERED/;
const NO_SERIAL = /^(?:UNKNOWN|UNK|NONE|NOSERIAL|NOSERIALNUMBER|NSN|NA|NULL|NOTVISIBLE|NOTAVAILABLE|X+|0+)$/;

/**
 * A serial number in one spelling: capitals without spaces and dashes. Null for words that say there is none;
 * `obliterated` where they say it was removed.
 */
export function normaliseSerial(text: string): {
  readonly serial: string | null;
  readonly obliterated: boolean;
} {
  const compact = text.toUpperCase().replaceAll(/[\s\-_.]+/g, '');
  if (compact === '') return { serial: null, obliterated: false };
  if (OBLITERATED.test(compact)) return { serial: null, obliterated: true };
  // "N/A" and such; serials hold letters and digits only.
  const plain = compact.replaceAll(/[^A-Z0-9]+/g, '');
  if (plain === '' || NO_SERIAL.test(plain)) return { serial: null, obliterated: false };
  return { serial: plain, obliterated: false };
}
