import type { ImportFormat } from '../../../domain/vocabulary.ts';

/** Enough of a file to see its heading line. */
export const HEAD_BYTES = 4096;

/** What a file seems to hold, and the reason in words; the server has the last word. */
export interface FormatGuess {
  readonly format: ImportFormat;
  readonly reason: string;
}

const SPREADSHEET = /\.xlsx$/i;
const LICENCE_HEADING = /\blic[ _]?regn\b/i;

/**
 * Guesses what a file holds from its heading line, or from its name where a spreadsheet hides the headings.
 * `head` is the start of the file, as text.
 */
export function guessFormat(fileName: string, head: string): FormatGuess {
  if (!SPREADSHEET.test(fileName)) {
    return LICENCE_HEADING.test(head)
      ? { format: 'ffl', reason: 'Its headings are those of ATF’s list of licensees.' }
      : { format: 'traces', reason: 'Its headings are not those of ATF’s own lists.' };
  }
  const words = fileName.toLowerCase().replaceAll(/[^a-z]+/g, ' ');
  if (/\bsource\b.*\brecovery\b|\bsource state\b|\bstate tables?\b/.test(words)) {
    return { format: 'atf-state-tables', reason: 'Its name is that of ATF’s yearly state tables.' };
  }
  if (/\bffls?\b|\blicen[cs]e/.test(words)) {
    return { format: 'ffl', reason: 'Its name is that of a list of licensees.' };
  }
  return { format: 'traces', reason: 'Its name is not that of one of ATF’s own lists.' };
}
