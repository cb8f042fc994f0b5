/** Letters that sound alike, by the groups of the American Soundex, of which vowels, H, W and Y are none. */
const GROUPS: Readonly<Record<string, string>> = {
  B: '1',
  F: '1',
  P: '1',
  V: '1',
  C: '2',
  G: '2',
  J: '2',
  K: '2',
  Q: '2',
  S: '2',
  X: '2',
  Z: '2',
  D: '3',
  T: '3',
  L: '4',
  M: '5',
  N: '5',
  R: '6',
};

/** Beginnings that are written in several ways. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:KN|GN|PN)/, 'N'],
  [/^WR/, 'R'],
  [/^PH/, 'F'],
  [/^(?:CK|[CQ])(?=[^EIYH]|$)/, 'K'],
  [/^(?:C(?=[EIY])|PS|X|Z)/, 'S'],
  [/^(?:MAC|MC)(?=[^AEIOUY])/, 'MK'],
];

/**
 * How a name in capitals sounds, roughly: its first letter and the groups of up to three further consonants. Names that are
 * written differently and sound the same mostly have the same code; so have many that are different.
 */
export function soundCode(name: string): string {
  let word = name;
  for (const [beginning, instead] of BEGINNINGS) word = word.replace(beginning, instead);
  const [first = ''] = word;
  let code = first;
  let last = GROUPS[first] ?? '';
  for (let at = 1; at < word.length && code.length < 4; at += 1) {
    const letter = word[at] ?? '';
    const group = GROUPS[letter] ?? '';
    if (group !== '' && group !== last) code += group;
    // A vowel between two letters of a group parts them, H and W do not.
    if (letter !== 'H' && letter !== 'W') last = group;
  }
  return code;
}
