import type { Funnel } from '../../domain/responses.ts';
import { agencyNames } from '../state/agency-names.ts';
import { areaNames } from '../state/area-names.ts';
import { corridorName } from '../state/corridors.ts';
import { flows, published, summary, way } from '../state/map-data.ts';
import { filter, page } from '../state/page.ts';
import { isPlayed } from '../state/time-play.ts';
import { formatCount, formatShare } from '../words/format.ts';
import type { TitleFacts } from '../words/title-sentence.ts';
import { titleSentence } from '../words/title-sentence.ts';

/** What is shown, as a sentence, and out of how many; `h2` where the page is called something else. */
export function TitleBar({ heading: Heading = 'h1' }: { readonly heading?: 'h1' | 'h2' }) {
  const isPublished = page.value.figures === 'published';
  const { answer, loading } = summary.value.value;
  const source = published.value.answer?.source ?? null;
  const busy = loading || flows.value.loading;
  return (
    <div class="title-bar" aria-busy={busy}>
      {/* The time strip says what months are played: once is enough. */}
      <Heading aria-live={isPlayed.value ? 'off' : 'polite'}>
        {isPublished ? publishedTitle() : recordsTitle()}
      </Heading>
      {!isPublished && answer !== null && <FunnelLine funnel={answer.funnel} />}
      {isPublished && source !== null && <p class="muted small">{source}</p>}
      <div class={busy ? 'progress-line busy' : 'progress-line'} />
    </div>
  );
}

function recordsTitle(): string {
  const answer = summary.value.value.answer;
  if (answer === null) return summary.value.value.error === null ? 'Counting…' : 'No figures';
  return titleSentence({
    count: answer.funnel.recovered,
    filter: answer.of,
    areaNames: areaNames.value,
    agencyNames: agencyNames.value,
    corridorName,
    ...toldByOthers(),
  });
}

/** Of the flows shown that begin where another record than the trace says: how many guns they are of. */
function toldByOthers(): Pick<TitleFacts, 'told'> {
  const { answer, loading } = flows.value;
  if (way.value.isOfTrace || answer === null || loading) return {};
  return { told: { count: answer.totals.count, words: way.value.traced } };
}

function publishedTitle(): string {
  const { answer, error } = published.value;
  if (answer === null && error === null) return 'Counting…';
  if (answer === null || answer.year === null) return 'No published figures';
  const { sourceState, recoveryState } = filter.value;
  return titleSentence({
    count: answer.totals.count,
    filter: {
      ...(sourceState && { sourceState }),
      ...(recoveryState && { recoveryState }),
      recoveredFrom: `${answer.year}-01-01`,
      recoveredTo: `${answer.year + 1}-01-01`,
    },
    agencyNames: new Map(),
    areaNames: new Map(),
  });
}

const STEPS = [
  { key: 'recovered', label: 'recovered' },
  { key: 'submitted', label: 'submitted for tracing' },
  { key: 'tracedToDealer', label: 'traced to a dealer' },
  { key: 'tracedToPurchaser', label: 'traced to a purchaser' },
] as const;

/** recovered → submitted → traced to a dealer → traced to a purchaser, each with its part of all. */
export function FunnelLine({ funnel }: { funnel: Funnel }) {
  return (
    <ol class="funnel" aria-label="Out of how many">
      {STEPS.map(({ key, label }, index) => {
        const share = funnel.recovered === 0 ? 0 : funnel[key] / funnel.recovered;
        return (
          <li key={key}>
            <span class="funnel-bar" aria-hidden="true">
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span class="number">{formatCount(funnel[key])}</span> {label}
            {index > 0 && funnel.recovered > 0 && <span class="muted"> ({formatShare(share)})</span>}
          </li>
        );
      })}
    </ol>
  );
}
