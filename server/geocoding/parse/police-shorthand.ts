import { DIRECTIONS } from '../usps-abbreviations.ts';

/** What letters between slashes stand for: in front of, rear of, inside of. */
const LED_BY: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    FO: ['IFO'],
    IFO: ['IFO'],
    RO: ['REAR', 'OF'],
    IRO: ['REAR', 'OF'],
    ISO: ['INSIDE', 'OF'],
  }),
);
/** Shorthand for between: `B/T`, `B/W`. */
const BETWEEN = new Set(['BT', 'BW']);

/**
 * The words of a line with its shorthand written out: slashes that are no crossing (`I/F/O`, `N/B` bound north, `S/E` a
 * corner, `N/O` north of another street).
 */
export function withoutShorthand(words: readonly string[]): readonly string[] {
  if (!words.includes('/')) return words;
  const read: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const letters = lettersAt(words, at);
    const end = at + 2 * letters.length - 1;
    const meant = letters.length < 2 ? undefined : meaningOf(letters, at > 0, end < words.length);
    if (meant === undefined) {
      read.push(words[at] ?? '');
      continue;
    }
    read.push(...meant);
    at = end - 1;
  }
  return read;
}

/** The single letters that slashes join from here on: `IFO` of `I/F/O`; nothing where there are none. */
function lettersAt(words: readonly string[], from: number): string {
  let letters = '';
  for (let at = from; words[at]?.length === 1 && words[at] !== '/'; at += 2) {
    letters += words[at];
    if (words[at + 1] !== '/') break;
  }
  return letters;
}

function meaningOf(letters: string, isBehind: boolean, isBefore: boolean): readonly string[] | undefined {
  const [first = '', second = ''] = letters;
  if (letters.length === 2 && DIRECTIONS.has(first)) {
    if (second === 'O') return ['&'];
    if (second === 'B' || DIRECTIONS.has(letters)) return [letters];
  }
  // A corner opens a line; behind an address somebody is written to in care of another.
  if (letters === 'CO') return isBehind ? [','] : ['CORNER', 'OF'];
  if (BETWEEN.has(letters)) return isBehind && isBefore ? ['BETWEEN'] : undefined;
  const led = LED_BY.get(letters);
  // `123 MAIN ST R/O`: of it, that is.
  return isBefore ? led : led?.slice(0, 1);
}
