import type { PageLanguage } from '../../domain/languages/languages.ts';
import { LANGUAGES } from '../../domain/languages/languages.ts';

const KEPT_AS = 'tracemap.language';

/** What this browser's reader has chosen; English until then, and where a browser keeps nothing. */
function chosenLanguage(): PageLanguage {
  try {
    return globalThis.localStorage?.getItem(KEPT_AS) === 'es' ? 'es' : 'en';
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
  globalThis.localStorage.setItem(KEPT_AS, chosen);
  globalThis.location.reload();
}
