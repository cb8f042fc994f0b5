/** Letters and pairs that sound alike, longest first; vowels fall away after the first letter. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:KN|GN|PN)/, 'N'],
  [/^WR/, 'R'],
  [/^WH/, 'W'],
  [/^X/, 'S'],
  [/SCH|SH|TIO|SIO|CH/g, 'X'],
  [/TCH/g, 'X'],
  [/PH/g, 'F'],
  [/GH(?=[TNS]|$)/g, ''],
  [/GH/g, 'K'],
  [/CK|Q|C(?![EIY])/g, 'K'],
  [/C|Z/g, 'S'],
  [/DG(?=[EIY])|G(?=[EIY])|J/g, 'J'],
  [/G/g, 'K'],
  [/D|TH/g, 'T'],
  [/V/g, 'F'],
  [/X(?=S)/g, ''],
  [/M(?=N)/g, ''],
];

/** How a name sounds in American English, roughly: names that a listener would mix up have the same code. */
export function soundOf(key: string): string {
  let code = key;
  for (const [spelling, sound] of SOUNDS) code = code.replace(spelling, sound);
  const first = code[0] ?? '';
  const start = /[AEIOUY]/.test(first) ? 'A' : first;
  return (
    start +
    code
      .slice(1)
      .replaceAll(/[AEIOUYHW]/g, '')
      .replaceAll(/(.)\1+/g, '$1')
  );
}
