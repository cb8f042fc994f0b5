import '../../styles/region-page.css';
import '../../styles/table.css';
import '../../styles/detail.css';
import { useSignal } from '@preact/signals';
import type { Overdispersion } from '../../../domain/statistics/funnel.ts';
import { getDealersCompared } from '../../api/dealers.ts';
import { withParameters } from '../../api/endpoints.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { NothingSelected } from '../../panels/nothing-selected.tsx';
import { Notice } from '../../panels/notice.tsx';
import { detailed } from '../../state/detail.ts';
import { filterQuery } from '../../state/page.ts';
import { dataChanges } from '../../state/session.ts';
import { dealersSentence, unnamedWords } from '../../words/dealer-words.ts';
import { say } from '../../words/say.ts';
import { ShownFilter } from '../corridors/shown-filter.tsx';
import { useLoaded } from '../use-loaded.ts';
import { ConcentrationSection } from './concentration-section.tsx';
import { DealerCard } from './dealer-card.tsx';
import { DealerRanking } from './dealer-ranking.tsx';
import { FunnelSection } from './funnel-section.tsx';

/** Dealers beside each other by what they sold: a funnel, ranks with their intervals, and how few have how many of the traces. */
export function DealersView() {
  const overdispersion = useSignal<Overdispersion>('none');
  const query = withParameters(filterQuery.value, { overdispersion: overdispersion.value });
  const { value, error, reload } = useLoaded(
    (signal) => getDealersCompared(query, signal),
    `dealers ${dataChanges.value} ${query}`,
  );
  const isAny = value !== null && value.traces + value.unnamed > 0;
  return (
    <div class="region-page is-wide">
      <header class="region-head">
        <div>
          <h1>{say('Dealers')}</h1>
          <ShownFilter traced={value?.traces ?? null} hasFailed={error !== null} />
          {isAny && value !== null && <p>{dealersSentence(value)}</p>}
          {value !== null && value.unnamed > 0 && <p class="muted">{unnamedWords(value)}</p>}
        </div>
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {detailed.value?.kind === 'dealer' && <DealerCard />}
      {value === null && error === null && <p class="muted">{say('Comparing dealers …')}</p>}
      {value !== null && !isAny && <NothingSelected guns="traced" />}
      {value !== null && isAny && (
        <>
          <FunnelSection
            value={value}
            onOverdispersion={(chosen) => {
              overdispersion.value = chosen;
            }}
          />
          <DealerRanking />
          <ConcentrationSection value={value} />
        </>
      )}
      <Notice />
    </div>
  );
}
