import { useSignal } from '@preact/signals';
import type { Progress } from '../../../domain/progress.ts';
import { PROGRESS_OUTCOMES } from '../../../domain/progress.ts';
import { deleteIntervention, getProgress } from '../../api/progress.ts';
import { BriefingActions } from '../../panels/briefing/briefing-actions.tsx';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { changePage, page } from '../../state/page.ts';
import { can, dataChanges } from '../../state/session.ts';
import { filterOf, whichGuns } from '../../state/which-guns.ts';
import { INTERVENTION_KIND_WORDS, OUTCOME_LABELS, spanWords } from '../../words/progress-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { AlarmSection } from './alarm-section.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { InterventionForm } from './intervention-form.tsx';
import { ProgressWarnings } from './progress-warnings.tsx';
import { SeriesSection } from './series-section.tsx';

const backToAll = () => changePage({ openIntervention: null, sort: null });

/** One intervention: whether anything changed with it, in a sentence, and all that the sentence rests on. */
export function InterventionPage({ id }: { readonly id: number }) {
  const { outcome } = page.value;
  const { value, error, reload } = useLoaded(
    (signal) => getProgress(id, outcome, signal),
    `progress ${dataChanges.value} ${id} ${outcome}`,
  );
  return (
    <>
      <button type="button" class="link-button small progress-back way-back" onClick={backToAll}>
        {say('← All interventions')}
      </button>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Counting before and after …')}</p>}
      {value !== null && <Page value={value} onChanged={reload} />}
    </>
  );
}

interface PageProps {
  readonly value: Progress;
  readonly onChanged: () => void;
}

function Page({ value, onChanged }: PageProps) {
  const { intervention, outcome, verdict, warnings, notice } = value;
  const changing = useSignal(false);
  // Without cells to count in there is nothing to compare: the sentence says why, once.
  const hasMonths = outcome !== 'hotspot_guns' || value.hotspots !== null;
  return (
    <>
      <header class="region-head">
        <div>
          <h1>{intervention.name}</h1>
          <p class="muted">
            {say('{kind}, {intervention}. About {filter}.', {
              kind: INTERVENTION_KIND_WORDS[intervention.kind],
              intervention: spanWords(intervention),
              filter: whichGuns(intervention.filter),
            })}
          </p>
          {intervention.note !== '' && <p class="progress-note">{intervention.note}</p>}
        </div>
        <Actions
          value={value}
          onChange={() => {
            changing.value = true;
          }}
        />
      </header>
      {changing.value && (
        <InterventionForm
          before={intervention}
          onSaved={() => {
            changing.value = false;
            onChanged();
          }}
          onCancel={() => {
            changing.value = false;
          }}
        />
      )}
      <section aria-label={say('What came of it')}>
        <SelectField
          label={say('What is looked at')}
          value={outcome}
          options={PROGRESS_OUTCOMES.map((one) => ({ value: one, label: OUTCOME_LABELS[one] }))}
          onChange={(chosen) => changePage({ outcome: chosen })}
        />
        <p class="progress-verdict" data-verdict={verdict.kind}>
          {verdict.sentence}
        </p>
        <p class="muted small">
          {verdict.kind === 'refused'
            ? say('A figure that says more than is known is not given.')
            : say(
                'A change that came with it need not have come from it: whatever else changed in the same month is in the figure too.',
              )}
        </p>
        <ProgressWarnings warnings={warnings} />
      </section>
      {hasMonths && (
        <>
          <SeriesSection value={value} />
          <EvidenceSection value={value} />
          <AlarmSection value={value} />
        </>
      )}
      <p class="muted small">{sayKnown(notice)}</p>
    </>
  );
}

function Actions({ value, onChange }: { readonly value: Progress; readonly onChange: () => void }) {
  const { intervention } = value;
  const filter = filterOf(intervention.filter);
  return (
    <div class="button-row">
      <BriefingActions heading={intervention.name} />
      {filter !== null && (
        <button type="button" class="button" onClick={() => changePage({ view: 'map', filter })}>
          {say('Show its guns on the map')}
        </button>
      )}
      {can('define') && !intervention.ofRegion && (
        <>
          <button type="button" class="button" onClick={onChange}>
            {say('Change')}
          </button>
          <ConfirmDialog
            verb={say('Delete')}
            question={say('Delete “{name}”?', { name: intervention.name })}
            keep={say('Keep it')}
            onConfirm={async () => {
              await deleteIntervention(intervention.id);
              backToAll();
            }}
          >
            <p>{say('No record changes. Links to its page stop working for everybody.')}</p>
          </ConfirmDialog>
        </>
      )}
    </div>
  );
}
