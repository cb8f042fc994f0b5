import type { PageLanguage } from '../../domain/languages/languages.ts';
import { LANGUAGE_KEPT_AS, LANGUAGES } from '../../domain/languages/languages.ts';

/** What this browser's reader has chosen; English until then, and where a browser keeps nothing. */
function chosenLanguage(): PageLanguage {
  try {
    return globalThis.localStorage?.getItem(LANGUAGE_KEPT_AS) === 'es' ? 'es' : 'en';
  } catch {
    // The browser forbids it to be read.
    return 'en';
  }
}

/** The language of the page: one from its first word to its last. */
export const language = chosenLanguage();
export const { locale } = LANGUAGES[language];

/** Opens the page anew in another language: words stand in constants too. */
export function changeLanguage(chosen: PageLanguage): void {
  globalThis.localStorage.setItem(LANGUAGE_KEPT_AS, chosen);
  globalThis.location.reload();
}
