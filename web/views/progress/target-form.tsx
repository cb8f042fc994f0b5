import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { TargetDraft, TargetOutcome } from '../../../domain/progress.ts';
import { LONGEST_PROGRESS_NAME, outcomeFilter, TARGET_OUTCOMES } from '../../../domain/progress.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import { addTarget } from '../../api/progress.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { filter } from '../../state/page.ts';
import { OUTCOME_LABELS } from '../../words/progress-words.ts';
import { useAction } from '../use-action.ts';
import { FilterChoice } from './filter-choice.tsx';

interface TargetFormProps {
  readonly onAdded: () => void;
  readonly onCancel: () => void;
}

const FIRSTS = 'The first of a month: only whole months are counted.';

/** What is to change, by how much of which baseline, and until when. */
export function TargetForm({ onAdded, onCancel }: TargetFormProps) {
  const id = useId();
  const outcome = useSignal<TargetOutcome>(TARGET_OUTCOMES[0]);
  const chosen = useSignal(formatTraceFilter(outcomeFilter(filter.value)).toString());
  const add = useAction(async (draft: TargetDraft) => {
    await addTarget(draft);
    onAdded();
  });
  const wrong = (parameter: string) => (add.error?.parameter === parameter ? add.error.message : null);
  const date = (label: string, name: string, hint: string) => (
    <FormField label={label} name={name} type="date" required hint={hint} wrong={wrong(name)} />
  );
  return (
    <form
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void add.run({
          name: text('name'),
          outcome: outcome.value,
          filter: chosen.value,
          baselineFrom: text('baselineFrom'),
          baselineTo: text('baselineTo'),
          changePercent: Number(text('changePercent')),
          dueOn: text('dueOn'),
        });
      }}
    >
      <h3 id={`${id}-title`}>Set a target</h3>
      <div class="form-row">
        <FormField
          label="Name"
          name="name"
          required
          maxLength={LONGEST_PROGRESS_NAME}
          wrong={wrong('name')}
        />
        <SelectField
          label="What is counted"
          value={outcome.value}
          options={TARGET_OUTCOMES.map((one) => ({ value: one, label: OUTCOME_LABELS[one] }))}
          onChange={(one) => {
            outcome.value = one;
          }}
        />
        <FormField
          label="Change in %"
          name="changePercent"
          type="number"
          required
          min={-100}
          max={1000}
          step="1"
          value="-20"
          hint="Below 0 is fewer."
          wrong={wrong('changePercent')}
        />
      </div>
      <div class="form-row">
        {date('Baseline from', 'baselineFrom', FIRSTS)}
        {date(
          'Baseline up to before',
          'baselineTo',
          'Whole years allow for the season. Counting begins here.',
        )}
        {date('Due before', 'dueOn', FIRSTS)}
      </div>
      <FilterChoice
        value={chosen.value}
        onChange={(text) => {
          chosen.value = text;
        }}
      />
      {add.error !== null && (
        <p class="form-error" role="alert">
          {add.error.message}
        </p>
      )}
      <FormActions verb="Set it" busyWords="Saving …" busy={add.busy} onCancel={onCancel} />
    </form>
  );
}
