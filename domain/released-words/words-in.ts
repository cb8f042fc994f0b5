import type { PageLanguage } from '../languages/languages.ts';
import { ENGLISH } from './english.ts';
import type { ReleasedWords } from './released-words.ts';
import { SPANISH } from './spanish.ts';

const WORDS: Readonly<Record<PageLanguage, ReleasedWords>> = { en: ENGLISH, es: SPANISH };

/** The words of released counts in a language. */
export const wordsIn = (language: PageLanguage): ReleasedWords => WORDS[language];
