import { spelledName } from './spelled-name.ts';

/** A name from its parts, `LAST, FIRST MIDDLE`; null where all are empty. */
export function fullNameOf(last: string, first: string, middle: string): string | null {
  const given = spelledName(`${first} ${middle}`);
  const family = spelledName(last);
  if (family === null || given === null) return family ?? given;
  return `${family}, ${given}`;
}

const SAYS_NOTHING = /^(?:UNK(?:NOWN)?|NONE|N\/?A|NULL|NOT (?:KNOWN|AVAILABLE))$/i;

/** A name given whole: capitals, single spaces; null where it says nothing. */
export function wholeName(text: string): string | null {
  const name = text.replaceAll(/\s+/g, ' ').trim();
  return name === '' || SAYS_NOTHING.test(name) ? null : name.toUpperCase();
}

/**
 * The key under which rows of an agency are one person: the words of the name in any order without initials, and the
 * birth date. Null without either: people of the same name cannot be told apart.
 */
export function personKey(fullName: string | null, birthDate: string | null): string | null {
  if (fullName === null || birthDate === null) return null;
  const words = fullName
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[\u0300-\u036f'.]/g, '')
    .split(/[^A-Z]+/)
    .filter((word) => word.length > 1)
    .sort();
  return words.length === 0 ? null : `${words.join(' ')}|${birthDate}`;
}
