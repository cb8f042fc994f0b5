import { useSignal } from '@preact/signals';
import type { Target } from '../../../domain/progress.ts';
import { changeWords } from '../../../domain/progress-verdict.ts';
import { deleteTarget, getTargets } from '../../api/progress.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { can, dataChanges } from '../../state/session.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { formatCount, formatMonth } from '../../words/format.ts';
import { OUTCOME_LABELS, STANDING_WORDS } from '../../words/progress-words.ts';
import { SPEECH, say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { TargetForm } from './target-form.tsx';

/** What is to be reached, and where it stands. */
export function TargetsSection() {
  const adding = useSignal(false);
  const { value, error, reload } = useLoaded(getTargets, `targets ${dataChanges.value}`);
  return (
    <section aria-labelledby="targets">
      <div class="region-head">
        <h2 id="targets">{say('Targets')}</h2>
        {can('define') && !adding.value && (
          <button
            type="button"
            class="button"
            onClick={() => {
              adding.value = true;
            }}
          >
            {say('Set a target')}
          </button>
        )}
      </div>
      {adding.value && (
        <TargetForm
          before={null}
          onSaved={() => {
            adding.value = false;
            reload();
          }}
          onCancel={() => {
            adding.value = false;
          }}
        />
      )}
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Counting for the targets …')}</p>}
      {value !== null && value.items.length === 0 && (
        <p class="muted">
          {say('No target is set.')}{' '}
          {can('define') && say('Set one: what is to change, by how much of a baseline, and until when.')}
        </p>
      )}
      {value !== null && value.items.length > 0 && (
        <ul class="progress-targets">
          {value.items.map((target) => (
            <TargetItem key={target.id} target={target} onChanged={reload} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface TargetItemProps {
  readonly target: Target;
  readonly onChanged: () => void;
}

function TargetItem({ target, onChanged }: TargetItemProps) {
  const changing = useSignal(false);
  const { name, outcome, filter, changePercent, baselineFrom, baselineTo, dueOn, standing } = target;
  const close = () => {
    changing.value = false;
  };
  if (changing.value) {
    return (
      <li>
        <TargetForm
          before={target}
          onSaved={() => {
            close();
            onChanged();
          }}
          onCancel={close}
        />
      </li>
    );
  }
  return (
    <li class="region-card">
      <div class="region-head">
        <div>
          <h3>{name}</h3>
          <p class="muted small">
            {say(
              '{outcome}; {filter}. {changeWords} than from {baselineFrom} to before {baselineTo}, until before {dueOn}.',
              {
                outcome: OUTCOME_LABELS[outcome],
                filter: whichGuns(filter),
                changeWords: changeWords(1 + changePercent / 100, outcome, SPEECH),
                baselineFrom: formatMonth(baselineFrom),
                baselineTo: formatMonth(baselineTo),
                dueOn: formatMonth(dueOn),
              },
            )}
          </p>
        </div>
        <span class="progress-standing" data-standing={standing.kind}>
          {STANDING_WORDS[standing.kind]}
        </span>
      </div>
      <p>{standing.sentence}</p>
      {standing.kind !== 'refused' && (
        <p class="muted small">
          {say(
            '{count} counted in {months} months; the goal allows {allowed}, the baseline has {baseline} in such months.',
            {
              count: formatCount(standing.count),
              months: formatCount(standing.months),
              allowed: formatCount(standing.allowed),
              baseline: formatCount(standing.baseline),
            },
          )}
        </p>
      )}
      {can('define') && !target.ofRegion && (
        <div class="button-row">
          <button
            type="button"
            class="button"
            onClick={() => {
              changing.value = true;
            }}
          >
            {say('Change')}
          </button>
          <ConfirmDialog
            verb={say('Delete')}
            question={say('Delete the target “{name}”?', { name })}
            keep={say('Keep it')}
            onConfirm={async () => {
              await deleteTarget(target.id);
              onChanged();
            }}
          >
            <p>{say('No record changes.')}</p>
          </ConfirmDialog>
        </div>
      )}
    </li>
  );
}
