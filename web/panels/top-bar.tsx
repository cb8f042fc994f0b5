import type { ComponentChildren } from 'preact';
import iconUrl from '../icon.svg';
import { changePage } from '../state/page.ts';
import { session } from '../state/session.ts';
import { theme } from '../state/theme.ts';
import { formatDay } from '../words/format.ts';
import { say } from '../words/say.ts';
import { AccountMenu } from './account-menu.tsx';
import { Icon } from './icon.tsx';
import { ScopeChip } from './scope-chip.tsx';
import { ViewSwitch } from './view-switch.tsx';

/** Product mark, views, search, data date, scope, theme, help, account: the same in every view. */
export function TopBar({ onHelp, search }: { onHelp: () => void; search?: ComponentChildren }) {
  const newest = session.value.value.answer?.recoveredTo ?? null;
  const other = theme.value === 'dark' ? 'light' : 'dark';
  return (
    <header class="top-bar">
      <a class="brand" href="/" aria-label={say('Tracemap, start page')}>
        <img src={iconUrl} alt="" />
        <span class="name">{say('Tracemap')}</span>
      </a>
      <ViewSwitch />
      {search}
      <span class="spacer" />
      {newest !== null && (
        <span class="data-date">{say('Data to {newest}', { newest: formatDay(newest) })}</span>
      )}
      <ScopeChip />
      <button
        type="button"
        class="button quiet icon theme-switch"
        title={say('Change to the {other} theme', { other })}
        aria-label={say('Change to the {other} theme', { other })}
        onClick={() => changePage({ theme: other }, 'same')}
      >
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </button>
      <button
        type="button"
        class="button quiet icon"
        title={say('Keys and help (?)')}
        aria-label={say('Keys and help')}
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
      <AccountMenu />
    </header>
  );
}
