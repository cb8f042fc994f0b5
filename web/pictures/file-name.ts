/** Longer names are cut by some programs and mail. */
const LONGEST_SLUG = 60;

/** `tracemap-2431-guns-recovered-in-maryland-2025-12-30`: what is shown and of what day the data are. Pure. */
export function pictureName(title: string, dataDate: string | null): string {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{M}|(?<=\d),(?=\d)/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const cut = slug.length > LONGEST_SLUG ? slug.slice(0, LONGEST_SLUG + 1).replace(/-[^-]*$/, '') : slug;
  return ['tracemap', cut, dataDate ?? ''].filter((part) => part !== '').join('-');
}

/** The same as a file of this kind. Pure. */
export const pictureFileName = (title: string, dataDate: string | null, ending: string): string =>
  `${pictureName(title, dataDate)}.${ending}`;
