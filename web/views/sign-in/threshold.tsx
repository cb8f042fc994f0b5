import './sign-in.css';
import type { ComponentChildren } from 'preact';
import iconUrl from '../../icon.svg';
import { LanguageButton } from '../../panels/language-button.tsx';
import { say } from '../../words/say.ts';

/** The page before the page: the mark, and one thing to do. */
export function Threshold({ children }: { children: ComponentChildren }) {
  return (
    <main class="threshold">
      <div class="threshold-card">
        <p class="threshold-mark">
          <img src={iconUrl} alt="" /> {say('Tracemap')}
        </p>
        {children}
        <p>
          <LanguageButton buttonClass="button quiet" />
        </p>
      </div>
    </main>
  );
}
