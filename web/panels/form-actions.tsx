import { say } from '../words/say.ts';

interface FormActionsProps {
  /** What sending the form does, and what is said while it does. */
  readonly verb: string;
  readonly busyWords: string;
  readonly busy: boolean;
  /** Whether the form is not ready to be sent. */
  readonly isBlocked?: boolean;
  readonly onCancel: () => void;
}

/** The two ways out of a form: sending it, or leaving it. */
export function FormActions({ verb, busyWords, busy, isBlocked = false, onCancel }: FormActionsProps) {
  return (
    <div class="button-row">
      <button type="submit" class="button primary" disabled={busy || isBlocked}>
        {busy ? busyWords : verb}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        {say('Cancel')}
      </button>
    </div>
  );
}
