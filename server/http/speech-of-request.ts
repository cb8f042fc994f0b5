import type { Request, Response } from 'express';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { LANGUAGES, PAGE_LANGUAGES } from '../../domain/languages/languages.ts';
import spanish from '../../domain/languages/spanish.json' with { type: 'json' };
import type { Speech } from '../../domain/languages/speech.ts';
import { IN_ENGLISH, speechWith } from '../../domain/languages/speech.ts';

const SPEECHES: Readonly<Record<PageLanguage, Speech>> = {
  en: IN_ENGLISH,
  es: speechWith(spanish, LANGUAGES.es.locale),
};

/** The language somebody asks to be answered in (`Accept-Language`); English where it is none of the page's. */
export function languageOfRequest(request: Request): PageLanguage {
  const wanted = request.acceptsLanguages([...PAGE_LANGUAGES]);
  return PAGE_LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** How to speak to whoever asks; caches are told that another may be answered in other words. */
export function speechFor(request: Request, response: Response): Speech {
  response.vary('Accept-Language');
  return SPEECHES[languageOfRequest(request)];
}
