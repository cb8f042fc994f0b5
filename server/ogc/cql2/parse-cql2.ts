import { isOnCalendar } from '../../../domain/is-on-calendar.ts';
import type { ComparisonOperator, Cql2, Cql2Place, Cql2Scalar } from './cql2.ts';
import { COMPARISON_OPERATORS, SPATIAL_OPERATORS } from './cql2.ts';
import { notUnderstood } from './cql2-tokens.ts';
import { readGeometry } from './read-geometry.ts';
import { TokenReader } from './token-reader.ts';

/** Longer than any that is written by hand or by a map program. */
export const MOST_FILTER_CHARACTERS = 8_000;
/** Brackets and NOTs within each other. */
const MOST_DEPTH = 50;
const MOST_LISTED = 500;

/**
 * Reads a filter in CQL2 text: comparisons, IS NULL, LIKE, BETWEEN, IN, the spatial functions, AND, OR, NOT. Throws a
 * FilterError that says where and why it cannot be read. Nothing of it is SQL: see cql2-sql.ts.
 */
export function parseCql2(filter: string): Cql2 {
  if (filter.length > MOST_FILTER_CHARACTERS) {
    throw notUnderstood(`The filter is longer than ${MOST_FILTER_CHARACTERS} characters.`);
  }
  const tokens = new TokenReader(filter);
  const read = readOr(tokens, 0);
  tokens.expectEnd();
  return read;
}

function readOr(tokens: TokenReader, depth: number): Cql2 {
  return readSeries(tokens, 'or', () => readSeries(tokens, 'and', () => readFactor(tokens, depth)));
}

function readSeries(tokens: TokenReader, is: 'and' | 'or', readPart: () => Cql2): Cql2 {
  const first = readPart();
  const parts = [first];
  while (tokens.takeWord(is.toUpperCase())) parts.push(readPart());
  return parts.length === 1 ? first : { is, parts };
}

function readFactor(tokens: TokenReader, depth: number): Cql2 {
  if (depth > MOST_DEPTH)
    throw notUnderstood(`The filter has more than ${MOST_DEPTH} brackets in each other.`);
  if (tokens.takeWord('NOT')) return { is: 'not', part: readFactor(tokens, depth + 1) };
  if (tokens.takeSign('(')) {
    const inside = readOr(tokens, depth + 1);
    tokens.expectSign(')');
    return inside;
  }
  return readSpatial(tokens) ?? readPredicate(tokens);
}

function readSpatial(tokens: TokenReader): Cql2 | null {
  const name = tokens.functionName();
  const operator = SPATIAL_OPERATORS.find((known) => known === name);
  if (operator === undefined) return null;
  tokens.next();
  tokens.expectSign('(');
  const left = readPlace(tokens);
  tokens.expectSign(',');
  const right = readPlace(tokens);
  tokens.expectSign(')');
  return { is: 'spatial', operator, left, right };
}

function readPlace(tokens: TokenReader): Cql2Place {
  const geometry = readGeometry(tokens);
  return geometry === null ? { is: 'property', name: tokens.propertyName() } : { is: 'geometry', geometry };
}

function readPredicate(tokens: TokenReader): Cql2 {
  const value = readScalar(tokens);
  if (tokens.takeWord('IS')) {
    const isNot = tokens.takeWord('NOT');
    tokens.expectWord('NULL');
    return negated(isNot, { is: 'null', value });
  }
  const operator = tokens.takeSignOf(COMPARISON_OPERATORS);
  if (operator !== null) return compared(tokens, value, operator);
  const isNot = tokens.takeWord('NOT');
  if (tokens.takeWord('LIKE')) return negated(isNot, { is: 'like', value, pattern: tokens.text('LIKE') });
  if (tokens.takeWord('BETWEEN')) {
    const low = readScalar(tokens);
    tokens.expectWord('AND');
    return negated(isNot, { is: 'between', value, low, high: readScalar(tokens) });
  }
  if (tokens.takeWord('IN')) return negated(isNot, { is: 'in', value, list: readList(tokens) });
  // `TRUE` and `FALSE` may stand by themselves.
  if (!isNot && value.is === 'truth') return { is: 'boolean', value: value.value };
  throw tokens.unexpected('=, <>, <, >, <=, >=, LIKE, BETWEEN, IN or IS NULL');
}

const compared = (tokens: TokenReader, left: Cql2Scalar, operator: ComparisonOperator): Cql2 => ({
  is: 'compared',
  operator,
  left,
  right: readScalar(tokens),
});

const negated = (isNot: boolean, part: Cql2): Cql2 => (isNot ? { is: 'not', part } : part);

function readList(tokens: TokenReader): readonly Cql2Scalar[] {
  tokens.expectSign('(');
  const list = [readScalar(tokens)];
  while (tokens.takeSign(',')) list.push(readScalar(tokens));
  tokens.expectSign(')');
  if (list.length > MOST_LISTED) throw notUnderstood(`IN takes at most ${MOST_LISTED} values.`);
  return list;
}

function readScalar(tokens: TokenReader): Cql2Scalar {
  const number = tokens.takeNumber();
  if (number !== null) return { is: 'number', value: number };
  const text = tokens.takeText();
  if (text !== null) return { is: 'text', value: text };
  const name = tokens.functionName();
  if (name !== null) return readInstant(tokens, name);
  if (tokens.takeWord('TRUE')) return { is: 'truth', value: true };
  if (tokens.takeWord('FALSE')) return { is: 'truth', value: false };
  return { is: 'property', name: tokens.propertyName() };
}

const INSTANTS: Readonly<Record<string, { readonly is: 'date' | 'timestamp'; readonly shape: RegExp }>> = {
  DATE: { is: 'date', shape: /^\d{4}-\d{2}-\d{2}$/ },
  TIMESTAMP: { is: 'timestamp', shape: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/ },
};

function readInstant(tokens: TokenReader, name: string): Cql2Scalar {
  const instant = INSTANTS[name];
  if (instant === undefined) {
    throw notUnderstood(
      `There is no function ${name} here. There are DATE, TIMESTAMP and ${SPATIAL_OPERATORS.join(', ')}.`,
    );
  }
  tokens.next();
  tokens.expectSign('(');
  const value = tokens.text(name);
  tokens.expectSign(')');
  if (!instant.shape.test(value) || !isOnCalendar(value)) {
    const example = instant.is === 'date' ? '2025-01-31' : '2025-01-31T00:00:00Z';
    throw notUnderstood(`${name}('${value}') is none: write it like ${name}('${example}').`);
  }
  return { is: instant.is, value };
}
