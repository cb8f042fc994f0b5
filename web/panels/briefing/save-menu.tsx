import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { LONGEST_VIEW_NAME, LONGEST_VIEW_NOTE } from '../../../domain/briefings.ts';
import { saveView } from '../../api/briefings.ts';
import { briefingsChanged, queryOnScreen } from '../../state/briefings.ts';
import { useAction } from '../../views/use-action.ts';
import { say } from '../../words/say.ts';
import { FormField, formText } from '../form-field.tsx';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';

/** Keeps what is on screen by a name, for everybody of one's agency. */
export function SaveMenu() {
  const label = (
    <>
      <Icon name="save" /> {say('Save')}
    </>
  );
  return (
    <Popover label={label} buttonClass="button" title={say('Keep what is shown by a name')}>
      <SaveForm />
    </Popover>
  );
}

function SaveForm() {
  const id = useId();
  const saved = useSignal<string | null>(null);
  const save = useAction(async (form: HTMLFormElement) => {
    saved.value = null;
    const text = formText(form);
    const { name } = await saveView({ name: text('name'), note: text('note'), query: queryOnScreen() });
    briefingsChanged();
    saved.value = name;
    form.reset();
  });
  const wrong = (parameter: string) => (save.error?.parameter === parameter ? save.error.message : null);
  return (
    <form
      class="briefing-popover form"
      aria-label={say('Save this view')}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run(event.currentTarget);
      }}
    >
      <h2 class="popover-title">{say('Save this view')}</h2>
      <FormField
        label={say('Name')}
        name="name"
        required
        maxLength={LONGEST_VIEW_NAME}
        wrong={wrong('name')}
      />
      <div class="form-field">
        <label for={`${id}-note`}>{say('Note')}</label>
        <textarea id={`${id}-note`} name="note" class="field" rows={2} maxLength={LONGEST_VIEW_NOTE} />
      </div>
      {save.error !== null && wrong('name') === null && (
        <p class="form-error" role="alert">
          {say('Nothing was saved. {message}', { message: save.error.message })}
        </p>
      )}
      <button type="submit" class="button primary" disabled={save.busy}>
        {save.busy ? say('Saving …') : say('Save')}
      </button>
      <p class="popover-note muted small" role="status">
        {saved.value === null
          ? say(
              'Which guns are shown and how, not their figures, for everybody of your agency. It stands in Briefings.',
            )
          : say('Saved as “{saved}”. It is in Briefings.', { saved: saved.value })}
      </p>
    </form>
  );
}
