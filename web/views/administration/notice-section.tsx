import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { inWordsOf } from '../../../domain/languages/told.ts';
import { LONGEST_NOTICE, noticeFault, tidyNotice } from '../../../domain/system-use-notice.ts';
import { changeRegionPolicy } from '../../api/region-policy.ts';
import { formatCount } from '../../words/format.ts';
import { SPEECH, say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { CONFLICT, type PolicySectionProps } from './policy-section.ts';

/** What everybody reads before they sign in, to be changed by the administrators of the region. */
export function NoticeSection({ policy, onSaved, onShowNewest }: PolicySectionProps) {
  const id = useId();
  const isSaved = useSignal(false);
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Notice before sign-in')}</h2>
      <NoticeForm
        // Another text begins anew.
        key={policy.systemUseNotice}
        policy={policy}
        onSaved={(changed) => {
          isSaved.value = true;
          onSaved(changed);
        }}
        onShowNewest={onShowNewest}
      />
      <p class={isSaved.value ? 'region-done' : 'visually-hidden'} role="status">
        {isSaved.value && say('The notice is changed. Whoever signs in from now on reads the new one.')}
      </p>
    </section>
  );
}

function NoticeForm({ policy, onSaved, onShowNewest }: PolicySectionProps) {
  const id = useId();
  const text = useSignal(policy.systemUseNotice);
  const save = useAction(async (notice: string) =>
    onSaved(await changeRegionPolicy({ ...policy, systemUseNotice: notice })),
  );
  const notice = tidyNotice(text.value);
  const fault = noticeFault(notice);
  const isChanged = notice !== policy.systemUseNotice;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save.run(notice);
      }}
    >
      <div class="form-field notice-field">
        <label for={`${id}-text`}>{say('Text')}</label>
        <textarea
          id={`${id}-text`}
          class="field"
          rows={8}
          value={text.value}
          aria-describedby={`${id}-asked ${id}-length`}
          aria-invalid={fault === null ? undefined : true}
          onInput={({ currentTarget: { value } }) => {
            text.value = value;
          }}
        />
        <p class="muted small" id={`${id}-asked`}>
          {say(
            'Everybody reads it before they sign in, and accepts it by signing in. The CJIS Security Policy (AC-8) asks it to say that the system is restricted, that its use may be monitored, recorded and audited, that use without authorization is prohibited and punished, and that using it is consent to that.',
          )}
        </p>
        <p class={fault === null ? 'muted small' : 'form-wrong small'} id={`${id}-length`}>
          {fault === null
            ? say('{count} of {longestNotice} characters', {
                count: formatCount(notice.length),
                longestNotice: formatCount(LONGEST_NOTICE),
              })
            : inWordsOf(SPEECH, fault)}
        </p>
      </div>
      {save.error !== null && (
        <div class="form-error notice-conflict" role="alert">
          <p>{save.error.message}</p>
          {save.error.status === CONFLICT && (
            <button type="button" class="button" onClick={onShowNewest}>
              {say('Show the newest text instead of mine')}
            </button>
          )}
        </div>
      )}
      <div class="button-row">
        <button type="submit" class="button primary" disabled={save.busy || !isChanged || fault !== null}>
          {save.busy ? say('Saving …') : say('Save the notice')}
        </button>
        {isChanged && (
          <button
            type="button"
            class="button"
            onClick={() => {
              text.value = policy.systemUseNotice;
              save.forget();
            }}
          >
            {say('Take my changes back')}
          </button>
        )}
      </div>
    </form>
  );
}
