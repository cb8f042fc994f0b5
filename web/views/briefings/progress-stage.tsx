import { getProgress } from '../../api/progress.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { page } from '../../state/page.ts';
import { dataChanges } from '../../state/session.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { INTERVENTION_KIND_WORDS, spanWords } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';
import { ProgressWarnings } from '../progress/progress-warnings.tsx';
import { SeriesSection } from '../progress/series-section.tsx';
import { useLoaded } from '../use-loaded.ts';

/** What came of an intervention, to be shown: the sentence, what else may explain it, and the months. */
export function ProgressStage({ id }: { readonly id: number }) {
  const { outcome } = page.value;
  const { value, error, reload } = useLoaded(
    (signal) => getProgress(id, outcome, signal),
    `briefed ${dataChanges.value} ${id} ${outcome}`,
  );
  if (error !== null) return <LoadError message={error} onRetry={reload} />;
  if (value === null) return <p class="muted">{say('Counting before and after …')}</p>;
  const { intervention, verdict, warnings } = value;
  return (
    <>
      <header>
        <h2>{intervention.name}</h2>
        <p class="muted">
          {say('{kind}, {intervention}. About {filter}.', {
            kind: INTERVENTION_KIND_WORDS[intervention.kind],
            intervention: spanWords(intervention),
            filter: whichGuns(intervention.filter),
          })}
        </p>
      </header>
      <section aria-label={say('What came of it')}>
        <p class="progress-verdict" data-verdict={verdict.kind}>
          {verdict.sentence}
        </p>
        <ProgressWarnings warnings={warnings} />
      </section>
      <SeriesSection value={value} />
    </>
  );
}
