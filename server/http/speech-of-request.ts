import type { Request, Response } from 'express';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { PAGE_LANGUAGES } from '../../domain/languages/languages.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import { speechIn } from '../speech-in.ts';

/** The language somebody asks to be answered in (`Accept-Language`); English where it is none of the page's. */
export function languageOfRequest(request: Request): PageLanguage {
  const wanted = request.acceptsLanguages([...PAGE_LANGUAGES]);
  return PAGE_LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** How to speak to whoever asks; caches are told that another may be answered in other words. */
export function speechFor(request: Request, response: Response): Speech {
  response.vary('Accept-Language');
  return speechIn(languageOfRequest(request));
}
