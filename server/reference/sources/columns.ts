/** Headings are compared without case, blanks and punctuation: `L_F_Add` is `lfadd`. */
export const spelled = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Index of the column with the first of these spellings the file has; -1 where it has none. */
export function columnOf(columns: readonly string[], spellings: readonly string[]): number {
  const headings = columns.map(spelled);
  for (const spelling of spellings) {
    const index = headings.indexOf(spelling);
    if (index >= 0) return index;
  }
  return -1;
}

/** Reads a cell by column index, trimmed; null where it is blank or the column is -1. */
export function cellText(cells: readonly string[], column: number): string | null {
  const text = cells[column]?.trim() ?? '';
  return text === '' ? null : text;
}

const WORDS = ['', 'add', 'addr', 'adr', 'address', 'hn', 'number', 'num'];

/**
 * How files call the house number at one end of one side of a street: `l_from`, `FROMADDR_L`, `LFROMADD`, `L_F_ADD`,
 * `LEFT_FROM_ADDRESS`, `LFROMHN`: side, end and a word for address in any order.
 */
export function rangeEndSpellings(side: 'left' | 'right', end: 'from' | 'to'): readonly string[] {
  const sides = [side.slice(0, 1), side];
  const ends = end === 'from' ? ['from', 'f', 'fr'] : ['to', 't'];
  const spellings: string[] = [];
  for (const word of WORDS) {
    for (const s of sides) {
      for (const e of ends) {
        // `RT` and `FR` alone may mean anything.
        if (word === '' && e !== end) continue;
        spellings.push(s + e + word, e + word + s, s + word + e, e + s + word, word + s + e, word + e + s);
      }
    }
  }
  return spellings;
}
