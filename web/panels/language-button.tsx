import { LANGUAGES } from '../../domain/languages/languages.ts';
import { changeLanguage, language } from '../words/language.ts';
import { Icon } from './icon.tsx';

/** Changes to the page's other language, which it is called by in itself. */
export function LanguageButton({ buttonClass }: { readonly buttonClass?: string }) {
  const other = language === 'en' ? 'es' : 'en';
  return (
    <button type="button" class={buttonClass} lang={other} onClick={() => changeLanguage(other)}>
      <Icon name="language" /> {LANGUAGES[other].name}
    </button>
  );
}
