import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import type { WatchDraft } from '../../../domain/watches.ts';
import { LONGEST_WATCH_NAME } from '../../../domain/watches.ts';
import { addWatch } from '../../api/watches.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { changePage, filter } from '../../state/page.ts';
import { watchesChanged } from '../../state/watches.ts';
import { wordsOfFilter } from '../../state/which-guns.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

/** Watches for new guns of the filter as it is now. */
export function WatchForm({ sendsMail }: { readonly sendsMail: boolean }) {
  const id = useId();
  const byMail = useSignal(false);
  const isFiltered = Object.keys(filter.value).length > 0;
  const save = useAction(async ({ draft, form }: { draft: WatchDraft; form: HTMLFormElement }) => {
    await addWatch(draft);
    form.reset();
    watchesChanged();
  });
  const wrong = (parameter: string) => (save.error?.parameter === parameter ? save.error.message : null);
  return (
    <form
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const query = formatTraceFilter(filter.value).toString();
        void save.run({
          form,
          draft: { name: formText(form)('name'), filter: query, byMail: byMail.value },
        });
      }}
    >
      <h2 id={`${id}-title`}>{say('Watch for new guns')}</h2>
      <p>
        {isFiltered
          ? say('New {filter}.', { filter: wordsOfFilter(filter.value) })
          : say('New guns of all that you may see: set a filter to ask for some.')}{' '}
        <button type="button" class="link-button" onClick={() => changePage({ view: 'map', rail: true })}>
          {isFiltered ? say('Change the filters') : say('Set a filter')}
        </button>
      </p>
      <FormField
        label={say('Name')}
        name="name"
        required
        maxLength={LONGEST_WATCH_NAME}
        hint={say('How it is called in your inbox.')}
        wrong={wrong('name')}
      />
      {sendsMail && (
        <label class="watch-mail">
          <input
            type="checkbox"
            checked={byMail.value}
            onChange={(event) => {
              byMail.value = event.currentTarget.checked;
            }}
          />
          {say('Tell me by e-mail too: how many there are, not which')}
        </label>
      )}
      {save.error !== null && (
        <p class="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button primary" disabled={save.busy}>
          {save.busy ? say('Saving …') : say('Watch')}
        </button>
      </div>
    </form>
  );
}
