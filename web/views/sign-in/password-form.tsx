import type { Credentials } from '../../api/session.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';
import { refusalWords } from '../../words/sign-in-words.ts';
import type { Action } from '../use-action.ts';
import { ACCEPTANCE_ID, Acceptance } from './system-use-notice.tsx';

export function PasswordForm({ action }: { action: Action<Credentials> }) {
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void action.run({ email: text('email').trim(), password: text('password') });
      }}
    >
      <FormField label={say('Email')} name="email" type="email" autoComplete="username" required />
      <FormField
        label={say('Password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {action.error !== null && (
        <p class="form-error" role="alert">
          {refusalWords(action.error, false)}
        </p>
      )}
      <Acceptance />
      <button type="submit" class="button primary" aria-describedby={ACCEPTANCE_ID} disabled={action.busy}>
        {action.busy ? say('Signing in …') : say('Sign in')}
      </button>
    </form>
  );
}
