import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Intervention, InterventionDraft } from '../../../domain/progress.ts';
import {
  INTERVENTION_KINDS,
  LONGEST_PROGRESS_NAME,
  LONGEST_PROGRESS_NOTE,
  outcomeFilter,
} from '../../../domain/progress.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import { saveIntervention } from '../../api/progress.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { filter } from '../../state/page.ts';
import { INTERVENTION_KIND_WORDS } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { FilterChoice } from './filter-choice.tsx';

interface InterventionFormProps {
  /** What is changed; null to add one. */
  readonly before: Intervention | null;
  readonly onSaved: (saved: Intervention) => void;
  readonly onCancel: () => void;
}

/** What was done, since when, and to which guns. */
export function InterventionForm({ before, onSaved, onCancel }: InterventionFormProps) {
  const id = useId();
  const kind = useSignal(before?.kind ?? INTERVENTION_KINDS[0]);
  const chosen = useSignal(before?.filter ?? formatTraceFilter(outcomeFilter(filter.value)).toString());
  const save = useAction(async (draft: InterventionDraft) =>
    onSaved(await saveIntervention(before?.id ?? null, draft)),
  );
  const wrong = (parameter: string) => (save.error?.parameter === parameter ? save.error.message : null);
  return (
    <form
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void save.run({
          name: text('name'),
          kind: kind.value,
          note: text('note'),
          startedOn: text('startedOn'),
          endedOn: text('endedOn') === '' ? null : text('endedOn'),
          filter: chosen.value,
          ...(before !== null && { version: before.version }),
        });
      }}
    >
      <h2 id={`${id}-title`}>
        {before === null ? say('Add an intervention') : say('Change {name}', { name: before.name })}
      </h2>
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
          label={say('What kind')}
          value={kind.value}
          options={INTERVENTION_KINDS.map((one) => ({ value: one, label: INTERVENTION_KIND_WORDS[one] }))}
          onChange={(one) => {
            kind.value = one;
          }}
        />
      </div>
      <div class="form-row">
        <FormField
          label={say('First day')}
          name="startedOn"
          type="date"
          required
          value={before?.startedOn ?? ''}
          wrong={wrong('startedOn')}
        />
        <FormField
          label={say('Last day')}
          name="endedOn"
          type="date"
          value={before?.endedOn ?? ''}
          hint={say('Leave empty while it goes on.')}
          wrong={wrong('endedOn')}
        />
      </div>
      <div class="form-field">
        <label for={`${id}-note`}>{say('What was done')}</label>
        <textarea
          id={`${id}-note`}
          name="note"
          class="field"
          rows={3}
          maxLength={LONGEST_PROGRESS_NOTE}
          defaultValue={before?.note ?? ''}
        />
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
        verb={before === null ? say('Add it') : say('Save')}
        busyWords={say('Saving …')}
        busy={save.busy}
        onCancel={onCancel}
      />
    </form>
  );
}
