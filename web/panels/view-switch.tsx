import { layout } from '../state/layout.ts';
import { changePage, page } from '../state/page.ts';
import { formatPage } from '../state/page-state.ts';
import { permittedViews } from '../views/permitted-views.ts';
import type { View } from '../views/registry.ts';
import { VIEWS } from '../views/registry.ts';
import { formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

/** As many views as a bar of medium width has room for side by side. */
const MOST_IN_MEDIUM_BAR = 6;

/**
 * The views one may use: those about guns side by side, as many as there is room for, those about the region behind one button; on
 * a phone all are.
 */
export function ViewSwitch() {
  const views = permittedViews().filter(({ place }) => place === 'bar' || place === 'region');
  const ofRegion = views.filter(({ place }) => place === 'region');
  const ofBar = views.filter(({ place }) => place === 'bar');
  const isNarrow = layout.value === 'narrow';
  const isCrowded = layout.value === 'medium' && ofBar.length > MOST_IN_MEDIUM_BAR;
  const others = isCrowded ? [...ofBar.slice(MOST_IN_MEDIUM_BAR), ...ofRegion] : ofRegion;
  const inMenu = isNarrow ? views : others.length > 1 ? others : [];
  const inBar = views.filter((view) => !inMenu.includes(view));
  const current = VIEWS.find(({ id }) => id === page.value.view);
  const isInMenu = current !== undefined && inMenu.includes(current);
  return (
    <nav class="view-switch" aria-label={say('Views')}>
      {inBar.map((view) => (
        <ViewLink key={view.id} view={view} />
      ))}
      {inMenu.length > 0 && (
        <Popover
          label={
            <>
              {isInMenu || isNarrow
                ? (current?.label ?? say('Views'))
                : isCrowded
                  ? say('More')
                  : say('Region')}
              <WaitingCount count={waitingIn(inMenu.filter(({ id }) => id !== current?.id))} what="waiting" />{' '}
              <Icon name="down" />
            </>
          }
          buttonClass={isInMenu ? 'view-menu current' : 'view-menu'}
          title={
            isNarrow ? say('All views') : isCrowded ? say('All other views') : say('Views about the region')
          }
          side="left"
          closesOnChoice
        >
          <ul class="menu-list">
            {inMenu.map((view) => (
              <li key={view.id}>
                <ViewLink view={view} />
              </li>
            ))}
          </ul>
        </Popover>
      )}
    </nav>
  );
}

export function ViewLink({ view: { id, label, waiting } }: { view: View }) {
  return (
    <a
      href={formatPage({ ...page.value, view: id }) || '/'}
      aria-current={page.value.view === id ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        changePage({ view: id });
      }}
    >
      {label}
      {waiting !== undefined && <WaitingCount count={waiting.count.value ?? 0} what={waiting.what} />}
    </a>
  );
}

/** How much waits in some views together. */
const waitingIn = (views: readonly View[]): number =>
  views.reduce((sum, { waiting }) => sum + (waiting?.count.value ?? 0), 0);

function WaitingCount({ count, what }: { readonly count: number; readonly what: string }) {
  if (count === 0) return null;
  return (
    <span class="view-count number">
      {formatCount(count)} <span class="visually-hidden">{what}</span>
    </span>
  );
}
