import { isDigit } from './split-words.ts';

/** Words that a delivery route is called by; the number of the route follows. */
const ROUTES = new Set(['RR', 'RFD', 'HC', 'HCR', 'RURAL', 'STAR', 'SR']);
const BOXES = new Set(['BOX', 'BX', 'DRAWER', 'LOCKBOX']);
const POST_WORDS = new Set('P O PO POST OFFICE LOCK'.split(' '));

/** A box's text in one spelling where the words are a post box, a rural route or general delivery; else null. */
export function readBox(words: readonly string[]): string | null {
  const [first = '', second = ''] = words;
  if (first === 'POB' || first === 'POBOX') return `PO BOX ${idAfter(words, 0)}`.trim();
  if ((first === 'GENERAL' || first === 'GEN') && (second === 'DELIVERY' || second === 'DEL'))
    return 'GENERAL DELIVERY';
  const at = words.findIndex((word) => BOXES.has(word));
  if (at === -1) return ROUTES.has(first) && isDeliveryRoute(words) ? words.join(' ') : null;
  // A house number opens the line: the box behind it is no reason to forget the house.
  if (isDigit(first.charCodeAt(0))) return null;
  const before = words.slice(0, at);
  if (before.every((word) => POST_WORDS.has(word)) && isBoxId(words[at + 1] ?? '')) {
    return `${words[at] === 'DRAWER' ? 'PO DRAWER' : 'PO BOX'} ${idAfter(words, at)}`.trim();
  }
  // Boxes along a road: `RR 2 BOX 12`, `HWY 20 BOX 5`, `ROUTE BOX WEST # 4`.
  const isRoadside =
    isNumbered(words.at(-1) ?? '') && (isNumbered(words[at + 1] ?? '') || words.includes('#', at));
  return isRoadside ? words.filter((word) => word !== '#').join(' ') : null;
}

/** Where a box stands behind a street (`123 MAIN ST PO BOX 5`), the index at which it begins; -1 for none. */
export function boxStart(words: readonly string[]): number {
  for (let at = 2; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === 'POB' || word === 'POBOX') return at;
    if (word !== 'BOX' || !isBoxId(words[at + 1] ?? '')) continue;
    if (words[at - 1] === 'PO') return at - 1;
    return words[at - 1] === 'O' && words[at - 2] === 'P' ? at - 2 : at;
  }
  return -1;
}

const isNumbered = (word: string): boolean =>
  isDigit(word.charCodeAt(0)) || isDigit(word.charCodeAt(word.length - 1));

/** `12`, `# 12`, `AB`: `BOX CANYON RD` is a road. */
const isBoxId = (word: string): boolean => word.length < 2 || isNumbered(word);

const idAfter = (words: readonly string[], at: number): string =>
  words
    .slice(at + 1)
    .filter((word) => word !== '#' && word !== 'NO')
    .join(' ');

/** `RR 2`, `HC 61`, `STAR ROUTE 2`, `RURAL ROUTE 5`; not `RR AVE`, nor the state road `SR 7`. */
function isDeliveryRoute(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  if (first === 'SR') return false;
  const isWorded = first === 'RURAL' || first === 'STAR';
  if (isWorded && second !== 'ROUTE' && second !== 'RT' && second !== 'RTE') return false;
  const number = words[isWorded ? 2 : 1] ?? '';
  return isDigit(number.charCodeAt(0)) && words.length === (isWorded ? 3 : 2);
}
