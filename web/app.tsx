import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { listenToKeys } from './keys.ts';
import { HelpDialog } from './panels/help-dialog.tsx';
import { NoPermission } from './panels/no-permission.tsx';
import { PlaceSearch } from './panels/place-search.tsx';
import { SkipLinks } from './panels/skip-links.tsx';
import { TopBar } from './panels/top-bar.tsx';
import { invitation } from './state/invitation.ts';
import { changePage, page, urlProblems } from './state/page.ts';
import { START } from './state/page-state.ts';
import { entrance, openedFor, session } from './state/session.ts';
import { mayOpen, permittedViews } from './views/permitted-views.ts';
import { VIEWS } from './views/registry.ts';
import { Entrance } from './views/sign-in/entrance.tsx';
import { InvitationPage } from './views/sign-in/invitation-page.tsx';
import { say } from './words/say.ts';

/** The page, once somebody who may see it is signed in; until then, and when their session ends, the way in. */
export function App() {
  if (invitation.value !== null) return <InvitationPage token={invitation.value} />;
  const isOpen = entrance.value === 'open';
  return (
    <>
      {(isOpen || openedFor.value !== null) && <Page isShut={!isOpen} />}
      {!isOpen && <Entrance />}
    </>
  );
}

/** Top bar, banners, and the view the address names. Shut, it stays as it is behind what is in front of it. */
function Page({ isShut }: { isShut: boolean }) {
  const help = useSignal(false);
  const openHelp = () => {
    help.value = true;
  };
  // Before it is painted: an effect runs later, and a key pressed on what is seen already would be lost.
  useLayoutEffect(() => (isShut ? undefined : listenToKeys(openHelp)), [isShut]);
  const view = VIEWS.find(({ id }) => id === page.value.view);
  const isPermitted = view !== undefined && mayOpen(view);
  useEffect(openFirstView, []);
  // What is presented has the screen for itself.
  const isBare = page.value.embed || (isPermitted && isPresented());
  return (
    <div class="shell" inert={isShut}>
      {!isBare && <SkipLinks />}
      {!isBare && <TopBar onHelp={openHelp} search={page.value.view === 'map' && <PlaceSearch />} />}
      <Banners />
      <main id="content" tabIndex={-1}>
        {isPermitted && <view.component />}
        {view !== undefined && !isPermitted && <NoPermission label={view.label} />}
      </main>
      {help.value && (
        <HelpDialog
          onClose={() => {
            help.value = false;
          }}
        />
      )}
    </div>
  );
}

const isPresented = () => {
  const { view, openBriefing, briefingShape } = page.value;
  return view === 'briefings' && openBriefing !== null && briefingShape === 'slides';
};

/** An address that names no view opens the first that one may use. */
function openFirstView(): void {
  const [first] = permittedViews();
  const isAllowed = permittedViews().some(({ id }) => id === page.peek().view);
  if (page.peek().view === START.view && !isAllowed && first !== undefined) {
    changePage({ view: first.id }, 'same');
  }
}

function Banners() {
  // ATF's published figures are real wherever the records are made up.
  const isPublished = page.value.view === 'map' && page.value.figures === 'published';
  const synthetic = session.value.value.answer?.synthetic === true && !isPublished;
  return (
    <>
      {synthetic && (
        <aside class="banner" aria-label={say('About this data')}>
          <strong>{say('Synthetic data.')}</strong>{' '}
          <span>{say('The guns, traces and people here are made up.')}</span>
        </aside>
      )}
      {urlProblems.value.map((problem) => (
        <p class="banner" role="alert" key={problem}>
          {say('Part of this address could not be read and was left out: {problem}', { problem })}
        </p>
      ))}
    </>
  );
}
