const YES = new Set(['Y', 'YES', 'T', 'TRUE', '1', 'X']);
const NO = new Set(['', 'N', 'NO', 'F', 'FALSE', '0', 'U', 'UNK', 'UNKNOWN', 'NA', 'N/A', 'NULL', 'NONE']);

/** Reads a yes or no; null for anything else. Empty and unknown are no. */
export function parseYesOrNo(text: string): boolean | null {
  const word = text.trim().toUpperCase();
  if (NO.has(word)) return false;
  return YES.has(word) ? true : null;
}
