/** The languages of the page, and of pages for other sites (BCP 47). */
export const PAGE_LANGUAGES = ['en', 'es'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** Where a browser keeps which of them its reader has chosen. */
export const LANGUAGE_KEPT_AS = 'tracemap.language';

/** Each by what it is called in itself, with the locale of its numbers and dates. */
export const LANGUAGES: Readonly<Record<PageLanguage, { readonly name: string; readonly locale: string }>> = {
  en: { name: 'English', locale: 'en-US' },
  es: { name: 'Español', locale: 'es-US' },
};
