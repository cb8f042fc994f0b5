import { NOTICE } from '../words/notice-words.ts';

/** Stands with every figure: what the records can and cannot tell. */
export function Notice() {
  return <p class="notice">{NOTICE}</p>;
}

/** The same where room is short: its first clause always, the rest at a tap. */
export function ShortNotice() {
  const [first = '', rest = ''] = NOTICE.split(': ');
  return (
    <details class="notice">
      <summary>{first}.</summary>
      {rest.charAt(0).toUpperCase() + rest.slice(1)}
    </details>
  );
}
