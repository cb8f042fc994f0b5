import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { say } from '../../words/say.ts';

/** Enough of a file to see its heading line. */
export const HEAD_BYTES = 4096;

/** What a file seems to hold, and the reason in words; the server has the last word. */
export interface FormatGuess {
  readonly format: ImportFormat;
  readonly reason: string;
}

type Clue = readonly [format: ImportFormat, pattern: RegExp, reason: string];

/**
 * Words of a heading line that only files of one format have, in lower case without marks; the first that fits. Trace files may
 * have a column for multiple sales, thefts or links too, so what only they have is looked for before.
 */
const HEADING_CLUES: readonly Clue[] = [
  [
    'traces',
    /\be?trace (?:number|no|id|status|date|result)\b|\brecov(?:ery|ered)? (?:date|dt)\b|\bdate (?:of recovery|recovered)\b/,
    say('Its headings tell of recoveries and traces.'),
  ],
  [
    'ballistics',
    /\bnibin\b|\bballistic|\b(?:link|lead|hit) (?:number|no|id|date|type|status)\b|\blinked (?:incidents?|cases?)\b/,
    say('Its headings tell of ballistic leads and hits.'),
  ],
  [
    'debriefs',
    /\bdebrief|\binterview|\bobtained (?:how|from)\b|\bhow (?:obtained|acquired)\b|\bmethod of acquisition\b/,
    say('Its headings tell how guns were obtained.'),
  ],
  ['inspections', /\binspect/, say('Its headings tell of inspections.')],
  [
    'multiple-sales',
    /\bmultiple sale|\bms (?:report )?(?:number|no|id)\b|\btransferee\b|\b(?:purchaser|buyer)\b.*\b(?:number of|total) (?:handguns|firearms|guns)\b/,
    say('Its headings tell of buyers and how many guns they bought.'),
  ],
  ['thefts', /\btheft|\bstolen\b|\bloss\b/, say('Its headings tell of thefts and losses.')],
  [
    'dealer-sales',
    /\bcrime guns?\b|\bdros\b|\b(?:guns|firearms|total|number) sold\b|\b(?:handgun|long gun|total) sales\b/,
    say('Its headings tell how many guns were sold.'),
  ],
];

/** Words that only files about guns have in their headings. */
const GUN_HEADING = /trace|serial|firearm|gun|calib|manufactur|dealer|ffl|purchas/;
const INCIDENT_HEADING = /incident|occur|offen[sc]e|shooting|crime|complaint|murder|fatal|victim/;
/** Casings found at an incident name no gun. */
const CASING_CALIBER = /\bcasings? calib\w*/g;

/** Below a title too, as in some of the lists. */
const LICENCE_HEADING = /\blic[ _]?regn\b/i;
const SPREADSHEET = /\.xlsx$/i;
/** Words of a name, in lower case without marks; the first that fits. */
const NAME_CLUES: readonly Clue[] = [
  [
    'atf-state-tables',
    /\bsource\b.*\brecovery\b|\bsource state\b|\bstate tables?\b/,
    say('Its name is that of ATF’s yearly state tables.'),
  ],
  ['ballistics', /\bnibin\b|\bballistics?\b/, say('Its name is that of a list of ballistic links.')],
  ['debriefs', /\bdebrief\w*\b/, say('Its name is that of a list of debriefs.')],
  ['inspections', /\binspections?\b/, say('Its name is that of a list of inspections.')],
  [
    'multiple-sales',
    /\bmultiple (?:hand)?(?:gun )?sales?\b/,
    say('Its name is that of reports of multiple sales.'),
  ],
  [
    'thefts',
    /\bthefts?\b|\bstolen\b|\bloss(?:es)?\b/,
    say('Its name is that of a list of thefts and losses.'),
  ],
  [
    'dealer-sales',
    /\bsales\b|\bcrime guns? dealers\b/,
    say('Its name is that of a table of dealers’ sales.'),
  ],
  ['ffl', /\bffls?\b|\blicen[cs]e/, say('Its name is that of a list of licensees.')],
  [
    'incidents',
    /\b(?:incidents?|shootings?|homicides?|crimes?|offen[sc]es?)\b/,
    say('Its name is that of a list of incidents.'),
  ],
];

/**
 * Guesses what a file holds from its heading line, or from its name where a spreadsheet hides the headings.
 * `head` is the start of the file, as text.
 */
export function guessFormat(fileName: string, head: string): FormatGuess {
  if (!SPREADSHEET.test(fileName)) return guessByHeadings(head);
  return (
    firstOf(NAME_CLUES, fileName) ?? {
      format: 'traces',
      reason: say('Its name is not that of one of the other lists.'),
    }
  );
}

function guessByHeadings(head: string): FormatGuess {
  if (LICENCE_HEADING.test(head)) {
    return { format: 'ffl', reason: say('Its headings are those of ATF’s list of licensees.') };
  }
  const [headings = ''] = head.split(/\r?\n/, 1);
  const clue = firstOf(HEADING_CLUES, headings.replaceAll('#', ' number '));
  if (clue !== null) return clue;
  const words = plain(headings).replaceAll(CASING_CALIBER, '');
  if (INCIDENT_HEADING.test(words) && !GUN_HEADING.test(words)) {
    return { format: 'incidents', reason: say('Its headings tell of incidents and name no guns.') };
  }
  return { format: 'traces', reason: say('Its headings are not those of one of the other lists.') };
}

function firstOf(clues: readonly Clue[], text: string): FormatGuess | null {
  const words = plain(text);
  const found = clues.find(([, pattern]) => pattern.test(words));
  return found === undefined ? null : { format: found[0], reason: found[2] };
}

/** Words in lower case with a blank between; `LeadDate` and `lead_date` are two. */
const plain = (text: string): string =>
  text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
