/**
 * The words of a street line in capitals. Punctuation that means something is a word of its own: `,` `#` `/` `&` (also
 * for `@`, `+`, `;`), and `-` after a number that opens the line (`37-12`, `1234-B`). Dots end a word (`E.NORTH`,
 * `ST.PAUL`) but join initials (`U.S.`, `M.L.K.`) and decimals (`MM 54.5`); apostrophes vanish.
 */
export function splitWords(text: string): string[] {
  const line = plain(text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text);
  const words: string[] = [];
  let word = '';
  let isInitials = false;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (isLetter(code) || isDigit(code)) {
      word += line[at];
      continue;
    }
    if (code === APOSTROPHE || code === BACKTICK) continue;
    if (code === DOT && word !== '') {
      if (isDecimal(line, at)) {
        word += '.';
        continue;
      }
      if ((word.length === 1 || isInitials) && isInitial(line, at + 1)) {
        isInitials = true;
        continue;
      }
    }
    if (code === COMMA && words.length === 0 && isThousand(line, at, word)) continue;
    if (word !== '') words.push(word);
    word = '';
    isInitials = false;
    if (code === HYPHEN && words.length === 1 && isDigit((words[0] ?? '').charCodeAt(0))) words.push('-');
    const mark = MARKS.get(code);
    if (mark !== undefined) words.push(mark);
  }
  if (word !== '') words.push(word);
  return words;
}

/** No street line is longer; what follows is a story, and reading it would only take time. */
const MOST_CHARACTERS = 300;
const COMMA = 44;
const APOSTROPHE = 39;
const BACKTICK = 96;
const DOT = 46;
const HYPHEN = 45;
const MARKS: ReadonlyMap<number, string> = new Map(
  Object.entries({
    ',': ',',
    '(': ',',
    ')': ',',
    '\n': ',',
    '#': '#',
    '/': '/',
    '\\': '/',
    '&': '&',
    '@': '&',
    '+': '&',
    ';': '&',
  }).map(([mark, word]) => [mark.charCodeAt(0), word]),
);
const IS_ASCII = /^[\t\n\r -~]*$/;
const FRACTIONS: Readonly<Record<string, string>> = { '¼': ' 1/4', '½': ' 1/2', '¾': ' 3/4' };

/** Capitals without accents; fractions and escaped ampersands written out. */
function plain(text: string): string {
  const ascii = IS_ASCII.test(text)
    ? text
    : text
        .replace(/[¼½¾]/g, (fraction) => FRACTIONS[fraction] ?? ' ')
        .replace(/[‐-―]/g, '-')
        .normalize('NFD')
        .replace(/[\u0300-\u036f\u2019]/g, '');
  const escaped = ascii.includes('&') ? ascii.replace(/&(?:#38|amp);/gi, '&') : ascii;
  return escaped.toUpperCase();
}

const isLetter = (code: number): boolean => code >= 65 && code <= 90;
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isDecimal = (line: string, dot: number): boolean =>
  isDigit(line.charCodeAt(dot - 1)) && isDigit(line.charCodeAt(dot + 1));

/** Whether the comma groups the figures of one number: `1,200`. */
const isThousand = (line: string, comma: number, before: string): boolean =>
  before.length < 4 && isNumeral(before) && /^\d{3}(?!\d)/.test(line.slice(comma + 1, comma + 5));

/** Whether one letter stands alone there: the `S` of `U.S.`, not the `N` of `E.NORTH`. */
function isInitial(line: string, at: number): boolean {
  const after = line.charCodeAt(at + 1);
  return isLetter(line.charCodeAt(at)) && !isLetter(after) && !isDigit(after) && after !== APOSTROPHE;
}

/** Whether a word is digits only: `33`. */
export function isNumeral(word: string): boolean {
  if (word === '') return false;
  for (let at = 0; at < word.length; at += 1) if (!isDigit(word.charCodeAt(at))) return false;
  return true;
}
