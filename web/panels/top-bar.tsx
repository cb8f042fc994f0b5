import type { ComponentChildren } from 'preact';
import iconUrl from '../icon.svg';
import { changePage, page } from '../state/page.ts';
import { formatPage } from '../state/page-state.ts';
import { session } from '../state/session.ts';
import { theme } from '../state/theme.ts';
import { VIEWS } from '../views/registry.ts';
import { formatCount, formatDay } from '../words/format.ts';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

/** Product mark, views, search, data date, scope, theme, help: the same in every view. */
export function TopBar({ onHelp, search }: { onHelp: () => void; search?: ComponentChildren }) {
  const newest = session.value.value.answer?.recoveredTo ?? null;
  const other = theme.value === 'dark' ? 'light' : 'dark';
  return (
    <header class="top-bar">
      <a class="brand" href="/" aria-label="Tracemap, start page">
        <img src={iconUrl} alt="" />
        <span class="name">Tracemap</span>
      </a>
      <ViewSwitch />
      {search}
      <span class="spacer" />
      {newest !== null && <span class="data-date">Data to {formatDay(newest)}</span>}
      <ScopeChip />
      <button
        type="button"
        class="button quiet icon theme-switch"
        title={`Change to the ${other} theme`}
        aria-label={`Change to the ${other} theme`}
        onClick={() => changePage({ theme: other }, 'same')}
      >
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </button>
      <button
        type="button"
        class="button quiet icon"
        title="Keys and help (?)"
        aria-label="Keys and help"
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}

function ViewSwitch() {
  return (
    <nav class="view-switch" aria-label="Views">
      {VIEWS.map(({ id, label, waiting }) => (
        <a
          key={id}
          href={formatPage({ ...page.value, view: id }) || '/'}
          aria-current={page.value.view === id ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            changePage({ view: id });
          }}
        >
          {label}
          {waiting !== undefined && (waiting.count.value ?? 0) > 0 && (
            <span class="view-count number">
              {formatCount(waiting.count.value ?? 0)} <span class="visually-hidden">{waiting.what}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}

function ScopeChip() {
  const scope = session.value.value.answer?.scope;
  if (scope === undefined) return null;
  return (
    <Popover
      label={
        <>
          <span class="scope-label">{scope.label}</span>
          <span class="scope-count" aria-hidden="true">
            {formatCount(scope.agencies.length)}
          </span>
        </>
      }
      buttonClass="scope-chip"
      title="Whose records you see"
    >
      <h3 class="popover-title">You see the records of</h3>
      <ul>
        {scope.agencies.map(({ code, name, state }) => (
          <li key={code}>
            {name} <span class="muted">{state}</span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
