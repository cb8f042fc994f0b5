import type { PageLanguage } from '../domain/languages/languages.ts';
import { LANGUAGES } from '../domain/languages/languages.ts';
import spanish from '../domain/languages/spanish.json' with { type: 'json' };
import type { Speech } from '../domain/languages/speech.ts';
import { IN_ENGLISH, speechWith } from '../domain/languages/speech.ts';

const SPEECHES: Readonly<Record<PageLanguage, Speech>> = {
  en: IN_ENGLISH,
  es: speechWith(spanish, LANGUAGES.es.locale),
};

/** How to speak to whoever reads a language. */
export const speechIn = (language: PageLanguage): Speech => SPEECHES[language];
