import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { badRequest } from '../errors.ts';

export const LEAST_PASSWORD_LENGTH = 12;
export const MOST_PASSWORD_LENGTH = 200;

/** Words that whoever attacks this installation tries first, beside what is common everywhere. */
const OWN_WORDS = [
  'tracemap',
  'crimegun',
  'gunmarket',
  'analyst',
  'administrator',
  'steward',
  'briefing',
  'auditor',
];

/** Characters that stand for letters, as people put them to satisfy a rule. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** What runs along the keyboard, the alphabet or the digits, forwards; searched backwards too. */
const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

/** Throws a 400 in words where the password must not be that of the account with this address. */
export async function checkNewPassword(password: string, email: string): Promise<void> {
  const reason = await reasonAgainst(password.normalize('NFKC'), email);
  if (reason !== null) throw badRequest(reason, { parameter: 'password' });
}

async function reasonAgainst(password: string, email: string): Promise<Told | null> {
  const length = [...password].length;
  if (length < LEAST_PASSWORD_LENGTH)
    return told('A password has at least {least} characters.', { least: LEAST_PASSWORD_LENGTH });
  if (length > MOST_PASSWORD_LENGTH)
    return told('A password has at most {most} characters.', { most: MOST_PASSWORD_LENGTH });
  const lower = password.toLowerCase();
  const plain = lettersOf(lower);
  const localPart = email.split('@')[0] ?? '';
  if (localPart.length >= 4 && lower.includes(localPart)) {
    return told('The password contains your e-mail address. Choose one that has nothing to do with it.');
  }
  if (lower.includes('tracemap') || plain.includes('tracemap')) {
    return told('The password contains "tracemap". Choose one that has nothing to do with this place.');
  }
  if (isRepeated(lower) || isRun(lower) || (await isCommon(lower))) {
    return told(
      'The password is one of those that are tried first. Choose another, such as four words that have nothing to do with each other.',
    );
  }
  return null;
}

const lettersOf = (text: string): string =>
  [...text].map((character) => STANDS_FOR[character] ?? character).join('');

/** True where it is few characters, or a short piece, over and over. */
function isRepeated(text: string): boolean {
  return new Set(text).size < 5 || /^(.{1,6}?)\1+.{0,5}$/s.test(text);
}

/** True where it is runs of the keyboard and nothing else of note. */
function isRun(text: string): boolean {
  let rest = text;
  for (const run of RUNS) {
    for (const line of [run, [...run].reverse().join('')]) {
      for (let length = line.length; length >= 4; length -= 1) {
        for (let start = 0; start + length <= line.length; start += 1) {
          rest = rest.split(line.slice(start, start + length)).join('');
        }
      }
    }
  }
  return rest.length < 4;
}

let commonPasswords: Promise<ReadonlySet<string>> | undefined;

/** The list takes some megabytes, and most processes never set a password: it is read when one first does. */
async function readCommonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set([...dictionary['passwords-common'], ...OWN_WORDS]);
}

/** True where it is a common password with digits and signs around, between or in place of its letters, or two of them. */
async function isCommon(text: string): Promise<boolean> {
  commonPasswords ??= readCommonPasswords();
  const common = await commonPasswords;
  const bases = [text, lettersOf(text)].flatMap((form) => [
    form,
    form.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
    form.replace(/[^\p{L}]/gu, ''),
    form.replace(/[^\p{L}\p{N}]/gu, ''),
  ]);
  return bases.some((base) => base.length >= 4 && (common.has(base) || isTwoOf(common, base)));
}

function isTwoOf(common: ReadonlySet<string>, base: string): boolean {
  const half = base.length / 2;
  return Number.isInteger(half) && base.slice(0, half) === base.slice(half) && common.has(base.slice(half));
}
