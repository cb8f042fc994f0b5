import '../../styles/region-page.css';
import '../../styles/table.css';
import './released-view.css';
import { ALL } from '../../../domain/disclosure/additive-table.ts';
import type { ReleasedCounts } from '../../../domain/released-figures.ts';
import { howItWasCounted, releasedFigures, whatIsShown } from '../../../domain/released-figures.ts';
import type { Snapshots } from '../../../domain/snapshots.ts';
import { getSnapshots } from '../../api/snapshots.ts';
import { BriefingActions } from '../../panels/briefing/briefing-actions.tsx';
import { EmptyState } from '../../panels/empty-state.tsx';
import { ExportMenu } from '../../panels/export/export-menu.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { Notice } from '../../panels/notice.tsx';
import { changePage, page } from '../../state/page.ts';
import { yearsShown } from '../../state/released-choice.ts';
import { publicationChanges } from '../../state/snapshots.ts';
import { language } from '../../words/language.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { CopyEmbed } from './copy-embed.tsx';
import { ReleasedCharts } from './released-charts.tsx';
import { ReleasedControls } from './released-controls.tsx';

/** What one's agency has released for everybody: the counts that may be taken along, pasted and shown anywhere. */
export function ReleasedView() {
  const { value, error, reload } = useLoaded(getSnapshots, `released ${publicationChanges.value}`);
  if (value === null) {
    return (
      <div class="region-page">
        <h1>{say('Released')}</h1>
        {error === null ? (
          <p class="muted">{say('Looking up what is released …')}</p>
        ) : (
          <LoadError message={error} onRetry={reload} />
        )}
      </div>
    );
  }
  const released = value.items.filter(({ releasedAt }) => releasedAt !== null);
  const years = yearsShown(released, page.value.released);
  return years === null ? <NothingReleased /> : <Released value={value} years={years} all={released} />;
}

interface ReleasedProps {
  readonly value: Snapshots;
  /** Those that are looked at. */
  readonly years: readonly [ReleasedCounts, ...ReleasedCounts[]];
  /** All that are released. */
  readonly all: readonly ReleasedCounts[];
}

function Released({ value: { agency }, years, all }: ReleasedProps) {
  const { way, area: asked } = page.value.released;
  const [{ plan }] = years;
  const area = plan.areas.some(({ code }) => code === asked) ? asked : ALL;
  const figures = releasedFigures(agency, years, way, area, language);
  const isOfBriefing = page.value.view === 'briefings';
  const numbers = all.map(({ year }) => year).toSorted((a, b) => b - a);
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Released')}</h1>
          <p>{whatIsShown(figures)}</p>
          <p class="muted small">
            {say('For everybody: these counts may be taken along and shown anywhere. {figures}', {
              figures: howItWasCounted(figures),
            })}
          </p>
        </div>
        <BriefingActions heading={whatIsShown(figures)} />
        {!isOfBriefing && <ExportMenu />}
      </header>
      {!isOfBriefing && (
        <div class="released-row">
          <ReleasedControls plan={plan} years={numbers} from={figures.from} to={figures.to} />
          <CopyEmbed key={`${way} ${figures.from} ${figures.to} ${area}`} figures={figures} area={area} />
        </div>
      )}
      <ReleasedCharts figures={figures} />
      <Notice />
    </div>
  );
}

function NothingReleased() {
  return (
    <EmptyState
      isPage
      heading={say('Nothing is released yet')}
      reason={say(
        'Counts that everybody may see are made ready year by year, and released by a second person of your agency. Until then there is nothing to take along from here.',
      )}
      next={
        <button
          type="button"
          class="button primary"
          onClick={() => changePage({ view: 'briefings', openBriefing: null })}
        >
          {say('Make a year ready')}
        </button>
      }
    />
  );
}
