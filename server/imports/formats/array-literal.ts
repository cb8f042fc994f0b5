/**
 * PostgreSQL array literals, built here because the general encoder of the driver takes several times as long: an
 * import of a million rows binds some eighty million cells.
 */
const NEEDS_ESCAPE = /["\\]/g;

export type ArrayCell = string | number | boolean | null;

/** A text[] literal. Values are always quoted, so an empty text stays one. */
export function textArray(values: readonly ArrayCell[]): string {
  let literal = '{';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (index > 0) literal += ',';
    if (value === null || value === undefined) literal += 'NULL';
    else literal += `"${quotable(value)}"`;
  }
  return `${literal}}`;
}

function quotable(value: Exclude<ArrayCell, null>): ArrayCell {
  if (typeof value !== 'string') return value;
  return value.includes('"') || value.includes('\\') ? value.replace(NEEDS_ESCAPE, '\\$&') : value;
}

/** A literal for arrays of numbers, dates or booleans, whose text never needs quotes. */
export function plainArray(values: readonly ArrayCell[]): string {
  let literal = '{';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (index > 0) literal += ',';
    literal += value === null || value === undefined ? 'NULL' : value;
  }
  return `${literal}}`;
}
