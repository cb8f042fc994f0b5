/** The notice that everybody reads before they sign in: what it may be, for the server and the page alike. */

import type { Told } from './languages/told.ts';
import { told } from './languages/told.ts';

/** Characters; the table region_policy holds no more. */
export const LONGEST_NOTICE = 2_000;

/** Characters that are not seen and may garble what is: controls, and those that turn the direction of reading. */
const UNSEEN = /\p{Bidi_Control}|(?![\n\t])\p{Cc}/u;
const WORDS = /\p{L}/u;

/** A notice as it is kept: all line ends alike, and nothing around it. */
export const tidyNotice = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** Why a tidied text cannot be the notice, in words; null where it can. */
export function noticeFault(notice: string): Told | null {
  if (!WORDS.test(notice))
    return told('The notice needs words: it is what everybody reads before they sign in.');
  if (notice.length > LONGEST_NOTICE) {
    const over = notice.length - LONGEST_NOTICE;
    const counts = { over: inWords(over), most: inWords(LONGEST_NOTICE) };
    return over === 1
      ? told('The notice is 1 character too long: {most} characters are the most.', { most: counts.most })
      : told('The notice is {over} characters too long: {most} characters are the most.', counts);
  }
  if (UNSEEN.test(notice)) {
    return told(
      'The notice is plain text, and holds a character that cannot be seen. Type it anew rather than pasting it.',
    );
  }
  return null;
}

const inWords = (characters: number): string => characters.toLocaleString('en-US');
