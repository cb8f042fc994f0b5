/** The characters that may separate cells. */
const DELIMITERS = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES_LOOKED_AT = 30;

/**
 * The delimiter that splits the most lines of a text into the same number of cells, then into the most cells; null
 * when no line has any. Delimiters inside quotes do not count.
 */
export function detectDelimiter(sample: string): Delimiter | null {
  const lines = splitLines(sample).slice(0, LINES_LOOKED_AT);
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const { count, lines: agreeing } = mostCommonCount(lines.map((line) => line.split(delimiter).length - 1));
    const score = agreeing * 1000 + count;
    if (count > 0 && (best === null || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** Lines with the quoted cells taken out. The last one is left off where the sample may have cut it. */
function splitLines(sample: string): string[] {
  const unquoted = sample.replaceAll(/"(?:[^"]|"")*"/g, '');
  const lines = unquoted.split(/\r\n|\r|\n/);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.filter((line) => line.trim() !== '');
}

function mostCommonCount(counts: readonly number[]): { count: number; lines: number } {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  let best = { count: 0, lines: 0 };
  for (const [count, lines] of tally) {
    if (lines > best.lines || (lines === best.lines && count > best.count)) best = { count, lines };
  }
  return best;
}
