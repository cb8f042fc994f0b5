const LONGEST = 200;

/** Control characters, halves of characters, marks that turn the direction of writing (`exe.csv` shown for `vsc.exe`), line ends. */
const NOT_OF_A_NAME = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * The name of an uploaded file as it is shown, stored and given to downloads: without folders and without characters no name has, at
 * most 200 long. It is only a name: where the file is kept does not follow from it.
 */
export function cleanFileName(given: string | undefined): string {
  const [last = ''] = (given ?? '').split(/[/\\]/).slice(-1);
  const name = [...last.replaceAll(NOT_OF_A_NAME, '').trim()].slice(-LONGEST).join('');
  return /^\.*$/.test(name) ? 'upload' : name;
}
