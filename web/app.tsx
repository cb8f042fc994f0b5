import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { listenToKeys } from './keys.ts';
import { HelpDialog } from './panels/help-dialog.tsx';
import { PlaceSearch } from './panels/place-search.tsx';
import { TopBar } from './panels/top-bar.tsx';
import { page, urlProblems } from './state/page.ts';
import { session } from './state/session.ts';
import { VIEWS } from './views/registry.ts';

/** The page: top bar, banners, and the view the address names. */
export function App() {
  const help = useSignal(false);
  const openHelp = () => {
    help.value = true;
  };
  useEffect(() => listenToKeys(openHelp), []);
  const View = (VIEWS.find(({ id }) => id === page.value.view) ?? VIEWS[0])?.component;
  return (
    <div class="shell">
      {!page.value.embed && (
        <TopBar onHelp={openHelp} search={page.value.view === 'map' && <PlaceSearch />} />
      )}
      <Banners />
      <main>{View && <View />}</main>
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

function Banners() {
  // ATF's published figures are real wherever the records are made up.
  const isPublished = page.value.view === 'map' && page.value.figures === 'published';
  const synthetic = session.value.value.answer?.synthetic === true && !isPublished;
  return (
    <>
      {synthetic && (
        <p class="banner">
          <strong>Synthetic data.</strong> <span>The guns, traces and people here are made up.</span>
        </p>
      )}
      {urlProblems.value.map((problem) => (
        <p class="banner" role="alert" key={problem}>
          Part of this address could not be read and was left out: {problem}
        </p>
      ))}
    </>
  );
}
