import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';

/** Stands with every figure: what the records can and cannot tell. */
export function Notice() {
  return <p class="notice">{NOT_A_RANDOM_SAMPLE}</p>;
}

/** The same where room is short: its first clause always, the rest at a tap. */
export function ShortNotice() {
  const [first = '', rest = ''] = NOT_A_RANDOM_SAMPLE.split(': ');
  return (
    <details class="notice">
      <summary>{first}.</summary>
      {rest.charAt(0).toUpperCase() + rest.slice(1)}
    </details>
  );
}
