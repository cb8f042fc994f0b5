import { isDigit } from './split-words.ts';

/** Words that a delivery route is called by; the number of the route follows. */
const ROUTES = new Set(['RR', 'RFD', 'HC', 'HCR', 'RURAL', 'STAR', 'SR']);
const BOXES = new Set(['BOX', 'BX', 'DRAWER', 'LOCKBOX']);
const BEFORE_BOX = new Set('P O PO POST OFFICE LOCK ROUTE RT RTE RD PSC UNIT CMR # NO'.split(' '));

/** A box's text in one spelling where the words are a post box, a rural route or general delivery; else null. */
export function readBox(words: readonly string[]): string | null {
  const [first = '', second = ''] = words;
  if (first === 'POB' || first === 'POBOX') return `PO BOX ${idAfter(words, 0)}`.trim();
  if ((first === 'GENERAL' || first === 'GEN') && (second === 'DELIVERY' || second === 'DEL'))
    return 'GENERAL DELIVERY';
  const at = words.findIndex((word) => BOXES.has(word));
  const isRoute = ROUTES.has(first);
  if (at === -1) return isRoute && isDeliveryRoute(words) ? words.join(' ') : null;
  const id = words[at + 1] ?? '';
  if (!isBoxId(id)) return null;
  // A street's number opens the line: the box behind it is no reason to forget the house.
  const before = words.slice(0, at);
  const isPost =
    before.every((word) => BEFORE_BOX.has(word)) && before.every((word) => !ROUTE_WORDS.has(word));
  if (isPost) return `${words[at] === 'DRAWER' ? 'PO DRAWER' : 'PO BOX'} ${idAfter(words, at)}`;
  if (isRoute || before.some((word) => ROUTE_WORDS.has(word)) || before.length === 0) {
    return words.filter((word) => word !== '#').join(' ');
  }
  return null;
}

const ROUTE_WORDS = new Set(['ROUTE', 'RT', 'RTE', 'RD', 'PSC', 'UNIT', 'CMR']);

/** Where a post box stands behind a street (`123 MAIN ST PO BOX 5`), the index at which it begins; -1 for none. */
export function boxStart(words: readonly string[]): number {
  for (let at = 2; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === 'POB' || word === 'POBOX') return at;
    if (word !== 'BOX' || !isBoxId(words[at + 1] ?? '')) continue;
    if (words[at - 1] === 'PO') return at - 1;
    if (words[at - 1] === 'O' && words[at - 2] === 'P') return at - 2;
  }
  return -1;
}

/** `12`, `# 12`, `AB`: `BOX CANYON RD` is a road. */
const isBoxId = (word: string): boolean => word.length < 2 || isDigit(word.charCodeAt(0)) || /\d$/.test(word);

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
