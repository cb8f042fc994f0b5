import '../../styles/map-view.css';
import '../../styles/rail.css';
import '../../styles/region-page.css';
import '../progress/progress-view.css';
import { useEffect } from 'preact/hooks';
import { Notice, ShortNotice } from '../../panels/notice.tsx';
import { TitleBar } from '../../panels/title-bar.tsx';
import { loadAreaNames } from '../../state/area-names.ts';
import { layout } from '../../state/layout.ts';
import { changePage } from '../../state/page.ts';
import { parsePage } from '../../state/page-state.ts';
import { session } from '../../state/session.ts';
import { formatDay } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { FirearmsView } from '../firearms/firearms-view.tsx';
import { lazyView } from '../lazy-view.tsx';
import { MapStage } from '../map/map-view.tsx';
import { VIEWS } from '../registry.ts';
import { TimesView } from '../times/times-view.tsx';
import { ProgressStage } from './progress-stage.tsx';
import { wordsOfQuery } from './words-of-query.ts';

/** Loaded where a section shows it: its outlines of states are large. */
const ReleasedView = lazyView(async () => (await import('../released/released-view.tsx')).ReleasedView);

/** What a section of a briefing shows: the page's own map, or another view. Null shows the map as it is. */
export function BriefingStage({ query }: { readonly query: string | null }) {
  useEffect(loadAreaNames, []);
  const state = parsePage(query ?? '').state;
  const newest = session.value.value.answer?.recoveredTo ?? null;
  return (
    <div class="stage">
      {state.view === 'map' ? (
        <>
          <div class="stage-head">
            <TitleBar heading="h2" />
          </div>
          <MapStage />
        </>
      ) : (
        <div class="stage-page">
          <OtherView query={query ?? ''} />
        </div>
      )}
      <footer class="stage-foot">
        {layout.value === 'narrow' ? <ShortNotice /> : <Notice />}
        {newest !== null && (
          <p class="stage-date small">{say('Data to {newest}', { newest: formatDay(newest) })}</p>
        )}
      </footer>
    </div>
  );
}

function OtherView({ query }: { readonly query: string }) {
  const { view, openIntervention } = parsePage(query).state;
  if (view === 'times') return <TimesView />;
  if (view === 'firearms') return <FirearmsView />;
  if (view === 'released') return <ReleasedView />;
  if (view === 'progress' && openIntervention !== null) {
    return (
      <div class="region-page progress-view">
        <ProgressStage key={openIntervention} id={openIntervention} />
      </div>
    );
  }
  const label = VIEWS.find(({ id }) => id === view)?.label ?? say('the view');
  return (
    <div class="empty">
      <h2>{label}</h2>
      <p class="muted">{wordsOfQuery(query)}</p>
      <button type="button" class="button" onClick={() => changePage(parsePage(query).state)}>
        {say('Open {label}', { label })}
      </button>
    </div>
  );
}
