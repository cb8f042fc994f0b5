import { useId, useRef } from 'preact/hooks';
import { LONGEST_REASON, NOT_TRACEABLE_REASONS } from '../../../domain/tracing.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

interface ReasonDialogProps {
  readonly verb: string;
  readonly question: string;
  readonly onGiven: (reason: string) => Promise<void>;
}

/** Asks why a gun cannot be traced: one of ATF's reasons, or any other in words. */
export function ReasonDialog({ verb, question, onGiven }: ReasonDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const give = useAction(async (reason: string) => {
    await onGiven(reason);
    dialog.current?.close();
  });
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={`${verb}: ${question}`}
        onClick={() => {
          give.forget();
          dialog.current?.showModal();
        }}
      >
        {verb}
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{question}</h2>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            const reason = new FormData(event.currentTarget).get('reason');
            void give.run(typeof reason === 'string' ? reason.trim() : '');
          }}
        >
          <div class="form-field">
            <label for={`${id}-reason`}>{say('Why it cannot be traced')}</label>
            <input
              id={`${id}-reason`}
              class="field"
              name="reason"
              list={`${id}-reasons`}
              maxLength={LONGEST_REASON}
              required
              pattern=".*\S.*"
              autoComplete="off"
            />
            <datalist id={`${id}-reasons`}>
              {NOT_TRACEABLE_REASONS.map((reason) => (
                <option key={reason} value={reason} />
              ))}
            </datalist>
            <p class="muted small">
              {say(
                'Choose one or write your own, without names. It can be taken back, and a trace that comes later counts all the same.',
              )}
            </p>
          </div>
          {give.error !== null && (
            <p class="form-error" role="alert">
              {say('Nothing changed. {message}', { message: give.error.message })}
            </p>
          )}
          <div class="button-row">
            <button type="button" class="button" onClick={() => dialog.current?.close()}>
              {say('Leave it')}
            </button>
            <button type="submit" class="button primary" disabled={give.busy}>
              {give.busy ? say('One moment …') : say('It cannot be traced')}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
