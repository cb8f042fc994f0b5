/**
 * PostgreSQL array literals, built here because the general encoder of the driver takes several times as long: an
 * import of a million rows binds some eighty million cells.
 */
export type ArrayCell = string | number | boolean | null;

/** What cannot stand in an array literal without quotes, blanks at the ends and empty texts included. */
const NEEDS_QUOTES = /[{}",\\]|^\s|\s$|^$|^NULL$/i;
const NEEDS_ESCAPE = /["\\]/g;

/** A text[] literal; `{}` where all values are null: `unnest` of several arrays fills the shorter ones with nulls. */
export function textArray(values: readonly ArrayCell[]): string {
  return literal(values, (value) =>
    typeof value === 'string' && NEEDS_QUOTES.test(value)
      ? `"${value.replace(NEEDS_ESCAPE, '\\$&')}"`
      : value,
  );
}

/** A literal for arrays of numbers, dates or booleans, whose text never needs quotes. See {@link textArray}. */
export function plainArray(values: readonly ArrayCell[]): string {
  return literal(values, (value) => value);
}

function literal(values: readonly ArrayCell[], encode: (value: ArrayCell) => ArrayCell): string {
  let someKnown = false;
  const encoded = values.map((value) => {
    if (value === null) return 'NULL';
    someKnown = true;
    return encode(value);
  });
  return someKnown ? `{${encoded.join(',')}}` : '{}';
}
