import { FilterError } from '../../../domain/trace-filter.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
  /** Without quotes; of a word as it was written. */
  readonly value: string;
  /** Where it begins, from 1. */
  readonly at: number;
}

/** What a filter may be made of. Signs of two characters come before those of one. */
const TOKEN =
  /(?<space>\s+)|(?<word>[A-Za-z_][\w.:]*)|"(?<quoted>(?:[^"]|"")+)"|'(?<text>(?:[^'\\]|''|\\.)*)'|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(?<sign><>|<=|>=|[=<>(),+-])/y;

export const notUnderstood = (why: string): FilterError => new FilterError('filter', why);

/** A filter cut into words, signs and literals; a FilterError that says where what none of them is begins. */
export function cql2Tokens(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(filter)?.groups;
    if (groups === undefined) {
      throw notUnderstood(
        `The filter cannot be read at character ${at + 1}: ${filter.slice(at, at + 20)}. Texts stand in '…', names of properties may stand in "…".`,
      );
    }
    const start = at + 1;
    at = TOKEN.lastIndex;
    const token = tokenOf(groups);
    if (token !== null) tokens.push({ ...token, at: start });
  }
  return [...tokens, { kind: 'end', value: '', at: filter.length + 1 }];
}

function tokenOf({
  word,
  quoted,
  text,
  number,
  sign,
}: Readonly<Record<string, string | undefined>>): Omit<Token, 'at'> | null {
  if (word !== undefined) return { kind: 'word', value: word };
  if (quoted !== undefined) return { kind: 'quoted', value: quoted.replaceAll('""', '"') };
  if (text !== undefined) return { kind: 'text', value: unquoted(text) };
  if (number !== undefined) return { kind: 'number', value: number };
  return sign === undefined ? null : { kind: 'sign', value: sign };
}

/** A quote stands twice or after a backslash. What else a backslash quotes is LIKE's to read. */
const unquoted = (text: string): string =>
  text.replaceAll(/''|\\(.)/gs, (whole, quoted?: string) =>
    quoted === undefined || quoted === "'" ? "'" : whole,
  );
