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
/** Words that only files about guns have in their headings. */
const GUN_HEADING = /trace|serial|firearm|gun|calib|manufactur|dealer|ffl|purchas/i;
const INCIDENT_HEADING = /incident|occur|offen[sc]e|shooting|crime|complaint|murder|fatal|victim/i;
const INCIDENT_NAME = /\b(?:incidents?|shootings?|homicides?|crimes?|offen[sc]es?)\b/;

/**
 * Guesses what a file holds from its heading line, or from its name where a spreadsheet hides the headings.
 * `head` is the start of the file, as text.
 */
export function guessFormat(fileName: string, head: string): FormatGuess {
  const words = fileName.toLowerCase().replaceAll(/[^a-z]+/g, ' ');
  if (!SPREADSHEET.test(fileName)) return guessByHeadings(head);
  if (/\bsource\b.*\brecovery\b|\bsource state\b|\bstate tables?\b/.test(words)) {
    return { format: 'atf-state-tables', reason: 'Its name is that of ATF’s yearly state tables.' };
  }
  if (/\bffls?\b|\blicen[cs]e/.test(words)) {
    return { format: 'ffl', reason: 'Its name is that of a list of licensees.' };
  }
  if (INCIDENT_NAME.test(words)) {
    return { format: 'incidents', reason: 'Its name is that of a list of incidents.' };
  }
  return { format: 'traces', reason: 'Its name is not that of one of ATF’s own lists.' };
}

function guessByHeadings(head: string): FormatGuess {
  if (LICENCE_HEADING.test(head)) {
    return { format: 'ffl', reason: 'Its headings are those of ATF’s list of licensees.' };
  }
  const [headings = ''] = head.split(/\r?\n/, 1);
  if (INCIDENT_HEADING.test(headings) && !GUN_HEADING.test(headings)) {
    return { format: 'incidents', reason: 'Its headings tell of incidents and name no guns.' };
  }
  return { format: 'traces', reason: 'Its headings are not those of ATF’s own lists.' };
}
