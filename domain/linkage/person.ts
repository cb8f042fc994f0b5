/** A person as records tell of them: what linkage compares. Texts in capitals, null where a record does not say. */
export interface LinkagePerson {
  readonly familyName: string | null;
  /** First and middle names, with single spaces. */
  readonly givenNames: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly street: string | null;
  readonly zip: string | null;
}

const PARTICLES = new Set(['JR', 'SR', 'II', 'III', 'IV']);

/** The names of a full name, `LAST, FIRST MIDDLE` or `FIRST MIDDLE LAST`, without marks and without JR and its like. */
export function namesOf(fullName: string | null): Pick<LinkagePerson, 'familyName' | 'givenNames'> {
  const plain = (text: string): string[] =>
    text
      .normalize('NFD')
      .toUpperCase()
      .replaceAll(/[\u0300-\u036f'’.]/g, '')
      .replaceAll(/[^A-Z]+/g, ' ')
      .trim()
      .split(' ')
      .filter((word) => word !== '' && !PARTICLES.has(word));
  if (fullName === null) return { familyName: null, givenNames: null };
  const [before = '', ...after] = fullName.split(',');
  const words = plain(before);
  const given = after.length > 0 ? plain(after.join(' ')) : words.slice(0, -1);
  const family = after.length > 0 ? words : words.slice(-1);
  return { familyName: family.join(' ') || null, givenNames: given.join(' ') || null };
}
