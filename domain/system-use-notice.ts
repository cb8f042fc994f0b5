/** The notice that everybody reads before they sign in: what it may be, for the server and the page alike. */

/** Characters; the table region_policy holds no more. */
export const LONGEST_NOTICE = 2_000;

/** Characters that are not seen and may garble what is: controls, and those that turn the direction of reading. */
const UNSEEN = /\p{Bidi_Control}|(?![\n\t])\p{Cc}/u;
const WORDS = /\p{L}/u;

/** A notice as it is kept: all line ends alike, and nothing around it. */
export const tidyNotice = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** Why a tidied text cannot be the notice, in words; null where it can. */
export function noticeFault(notice: string): string | null {
  if (!WORDS.test(notice)) return 'The notice needs words: it is what everybody reads before they sign in.';
  if (notice.length > LONGEST_NOTICE) {
    const over = notice.length - LONGEST_NOTICE;
    return `The notice is ${inWords(over)} too long: ${inWords(LONGEST_NOTICE)} are the most.`;
  }
  if (UNSEEN.test(notice)) {
    return 'The notice is plain text, and holds a character that cannot be seen. Type it anew rather than pasting it.';
  }
  return null;
}

const inWords = (characters: number): string =>
  characters === 1 ? '1 character' : `${characters.toLocaleString('en-US')} characters`;
