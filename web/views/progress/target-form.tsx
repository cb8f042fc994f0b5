import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Target, TargetDraft, TargetOutcome } from '../../../domain/progress.ts';
import { LONGEST_PROGRESS_NAME, outcomeFilter, TARGET_OUTCOMES } from '../../../domain/progress.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import { saveTarget } from '../../api/progress.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { filter } from '../../state/page.ts';
import { OUTCOME_LABELS } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { FilterChoice } from './filter-choice.tsx';

interface TargetFormProps {
  /** What is changed; null to set one. */
  readonly before: Target | null;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

/** In per cent, to begin with. */
const USUAL_CHANGE = -20;
const FIRSTS = say('The first of a month: only whole months are counted.');

/** What is to change, by how much of which baseline, and until when. */
export function TargetForm({ before, onSaved, onCancel }: TargetFormProps) {
  const id = useId();
  const outcome = useSignal<TargetOutcome>(before?.outcome ?? TARGET_OUTCOMES[0]);
  const chosen = useSignal(before?.filter ?? formatTraceFilter(outcomeFilter(filter.value)).toString());
  const save = useAction(async (draft: TargetDraft) => {
    await saveTarget(before?.id ?? null, draft);
    onSaved();
  });
  const wrong = (parameter: string) => (save.error?.parameter === parameter ? save.error.message : null);
  const date = (label: string, name: 'baselineFrom' | 'baselineTo' | 'dueOn', hint: string) => (
    <FormField
      label={label}
      name={name}
      type="date"
      required
      value={before?.[name] ?? ''}
      hint={hint}
      wrong={wrong(name)}
    />
  );
  return (
    <form
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void save.run({
          name: text('name'),
          outcome: outcome.value,
          filter: chosen.value,
          baselineFrom: text('baselineFrom'),
          baselineTo: text('baselineTo'),
          changePercent: Number(text('changePercent')),
          dueOn: text('dueOn'),
          ...(before !== null && { version: before.version }),
        });
      }}
    >
      <h3 id={`${id}-title`}>
        {before === null ? say('Set a target') : say('Change {name}', { name: before.name })}
      </h3>
      <div class="form-row">
        <FormField
          label={say('Name')}
          name="name"
          required
          maxLength={LONGEST_PROGRESS_NAME}
          value={before?.name ?? ''}
          wrong={wrong('name')}
        />
        <SelectField
          label={say('What is counted')}
          value={outcome.value}
          options={TARGET_OUTCOMES.map((one) => ({ value: one, label: OUTCOME_LABELS[one] }))}
          onChange={(one) => {
            outcome.value = one;
          }}
        />
        <FormField
          label={say('Change in %')}
          name="changePercent"
          type="number"
          required
          min={-100}
          max={1000}
          step="1"
          value={String(before?.changePercent ?? USUAL_CHANGE)}
          hint={say('Below 0 is fewer.')}
          wrong={wrong('changePercent')}
        />
      </div>
      <div class="form-row">
        {date(say('Baseline from'), 'baselineFrom', FIRSTS)}
        {date(
          say('Baseline up to before'),
          'baselineTo',
          say('Whole years allow for the season. Counting begins here.'),
        )}
        {date(say('Due before'), 'dueOn', FIRSTS)}
      </div>
      <FilterChoice
        value={chosen.value}
        onChange={(text) => {
          chosen.value = text;
        }}
      />
      {save.error !== null && (
        <p class="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <FormActions
        verb={before === null ? say('Set it') : say('Save')}
        busyWords={say('Saving …')}
        busy={save.busy}
        onCancel={onCancel}
      />
    </form>
  );
}
