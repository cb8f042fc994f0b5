import type { Funnel } from '../../domain/responses.ts';
import { flows, published, summary } from '../state/map-data.ts';
import { page } from '../state/page.ts';
import { isPlayed } from '../state/time-play.ts';
import { titleOnScreen } from '../state/title-on-screen.ts';
import { formatCount, formatShare } from '../words/format.ts';
import { say } from '../words/say.ts';

/** What is shown, as a sentence, and out of how many; `h2` where the page is called something else. */
export function TitleBar({ heading: Heading = 'h1' }: { readonly heading?: 'h1' | 'h2' }) {
  const isPublished = page.value.figures === 'published';
  const { answer, loading } = summary.value.value;
  const source = published.value.answer?.source ?? null;
  const busy = loading || flows.value.loading;
  return (
    <div class="title-bar" aria-busy={busy}>
      {/* The time strip says what months are played: once is enough. */}
      <Heading aria-live={isPlayed.value ? 'off' : 'polite'}>{titleOnScreen()}</Heading>
      {!isPublished && answer !== null && <FunnelLine funnel={answer.funnel} />}
      {isPublished && source !== null && <p class="muted small">{source}</p>}
      <div class={busy ? 'progress-line busy' : 'progress-line'} />
    </div>
  );
}

const STEPS = [
  { key: 'recovered', label: say('recovered') },
  { key: 'submitted', label: say('submitted for tracing') },
  { key: 'tracedToDealer', label: say('traced to a dealer') },
  { key: 'tracedToPurchaser', label: say('traced to a purchaser') },
] as const;

/** recovered → submitted → traced to a dealer → traced to a purchaser, each with its part of all. */
export function FunnelLine({ funnel }: { funnel: Funnel }) {
  return (
    <ol class="funnel" aria-label={say('Out of how many')}>
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
