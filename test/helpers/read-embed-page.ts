/** A published page as its bytes draw it, in whichever language. */

export interface DrawnRow {
  readonly name: string;
  readonly words: string;
  readonly share: string;
  /** How long the bar is, in percent of the longest. */
  readonly bar: number;
  /** All of the row but its name. */
  readonly bytes: string;
}

export interface DrawnPage {
  readonly rows: readonly DrawnRow[];
  readonly total: string;
  /** States with a name: class and what is said of each. */
  readonly states: readonly { readonly kind: string; readonly title: string }[];
  /** Lines to the state of recovery, widest last: from where, what is said of it, how wide. */
  readonly lines: readonly { readonly from: string; readonly words: string; readonly width: number }[];
  /** From how many guns on each class is drawn. */
  readonly classes: ReadonlyMap<string, number>;
}

const ROW =
  /<tr><th scope="row">([^<]*)<\/th>(<td class="bar">.*?width="([\d.]+)" height="10".*?<\/td><td[^>]*>([^<]*)<\/td><td>([^<]*)<\/td>)<\/tr>/g;
const TOTAL = /<tfoot><tr><th scope="row">(?:All|Total)<\/th><td><\/td><td>([^<]*)<\/td>/;
const STATE = /<path class="(class-\d|hidden|none|rest)" d="[^"]*"><title>([^<]*)<\/title>/g;
const LINE =
  /<path class="line"[^>]*stroke-width="([\d.]+)"><title>(?:From|Desde(?: el| las)?) ([^:]*): ([^<]*)<\/title>/g;
const CLASS = /<rect class="(class-\d)" width="14" height="14"\/><\/svg>([\d,]+) (?:and more|o más)/g;

const numberOf = (text: string): number => Number(text.replaceAll(',', ''));

export function readEmbedPage(html: string): DrawnPage {
  const body = /<tbody>(.*)<\/tbody>/s.exec(html)?.[1] ?? '';
  return {
    rows: [...body.matchAll(ROW)].map(([, name = '', bytes = '', bar = '', words = '', share = '']) => ({
      name,
      words,
      share,
      bar: Number(bar),
      bytes,
    })),
    total: TOTAL.exec(html)?.[1] ?? '',
    states: [...html.matchAll(STATE)].map(([, kind = '', title = '']) => ({ kind, title })),
    lines: [...html.matchAll(LINE)].map(([, width = '', from = '', words = '']) => ({
      from,
      words,
      width: Number(width),
    })),
    classes: new Map([...html.matchAll(CLASS)].map(([, kind = '', first = '']) => [kind, numberOf(first)])),
  };
}

/** A count as its words tell it: null where it is not shown. */
export function countInWords(words: string): { readonly atLeast: number; readonly isWhole: boolean } | null {
  const [, isPart, digits] = /^(at least |al menos )?([\d,]+)$/.exec(words) ?? [];
  return digits === undefined ? null : { atLeast: numberOf(digits), isWhole: isPart === undefined };
}

/** A page without its words and its language: all its numbers, and how they are drawn. */
export const wordlessPage = (html: string): string =>
  html
    .replace(/ lang="[^"]*"/g, '')
    .replace(
      /(content|aria-label)="([^"]*)"/g,
      (_, name: string, text: string) => `${name}="${numbersIn(text)}"`,
    )
    .replace(/>([^<]*)</g, (_, text: string) => `>${numbersIn(text)}<`);

const numbersIn = (text: string): string => (text.match(/\d+(?:,\d{3})*|[%≥]/g) ?? []).join(' ');
