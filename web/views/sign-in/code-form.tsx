import type { Credentials } from '../../api/session.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';
import { refusalWords } from '../../words/sign-in-words.ts';
import type { Action } from '../use-action.ts';
import { ACCEPTANCE_ID, Acceptance } from './system-use-notice.tsx';

interface CodeFormProps {
  readonly action: Action<Credentials>;
  /** What was right already. */
  readonly credentials: Credentials;
  readonly onBack: () => void;
}

/** The second step: a code of the authenticator app, or one of the recovery codes. */
export function CodeForm({ action, credentials, onBack }: CodeFormProps) {
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void action.run({ ...credentials, code: formText(event.currentTarget)('code').trim() });
      }}
    >
      <p class="muted">{say('Signing in as {email}.', { email: credentials.email })}</p>
      <FormField
        label={say('Code of your authenticator app')}
        name="code"
        autoComplete="one-time-code"
        hint={say('Without the app at hand, type one of your recovery codes.')}
        required
      />
      {action.error !== null && (
        <p class="form-error" role="alert">
          {refusalWords(action.error, true)}
        </p>
      )}
      <Acceptance />
      <button type="submit" class="button primary" aria-describedby={ACCEPTANCE_ID} disabled={action.busy}>
        {action.busy ? say('Signing in …') : say('Go on')}
      </button>
      <button type="button" class="link-button" onClick={onBack}>
        {say('Sign in as somebody else')}
      </button>
    </form>
  );
}
