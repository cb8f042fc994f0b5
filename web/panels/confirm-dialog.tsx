import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useAction } from '../views/use-action.ts';
import { say } from '../words/say.ts';

interface ConfirmDialogProps {
  /** What the button says, and the one that does it. */
  readonly verb: string;
  /** `Revoke the agreement with Howard County Police?` */
  readonly question: string;
  /** What follows from it. */
  readonly children: ComponentChildren;
  readonly keep?: string;
  readonly isPrimary?: boolean;
  readonly onConfirm: () => Promise<void>;
}

/** A button whose act is asked about once more, with what follows from it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { verb, question, children, keep = say('Leave it'), isPrimary = false, onConfirm } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const act = useAction(async () => {
    await onConfirm();
    dialog.current?.close();
  });
  const open = () => {
    act.forget();
    dialog.current?.showModal();
  };
  return (
    <>
      <button
        type="button"
        class={isPrimary ? 'button primary' : 'button'}
        aria-label={question.replace(/\?$/, '')}
        onClick={open}
      >
        {verb}
      </button>
      <dialog ref={dialog} class="dialog" aria-label={question}>
        <h2>{question}</h2>
        {children}
        {act.error !== null && (
          <p class="form-error" role="alert">
            {say('Nothing changed. {message}', { message: act.error.message })}
          </p>
        )}
        <div class="button-row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {keep}
          </button>
          <button type="button" class="button primary" disabled={act.busy} onClick={() => act.run()}>
            {act.busy ? say('One moment …') : verb}
          </button>
        </div>
      </dialog>
    </>
  );
}
