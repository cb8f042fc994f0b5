import { useSignal } from '@preact/signals';
import { acceptInvitation, type Invited, lookAtInvitation } from '../../api/session.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { leaveInvitation } from '../../state/invitation.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';
import { Threshold } from './threshold.tsx';

const LEAST_PASSWORD_LENGTH = 12;

/** Where the link of an invitation leads: the invited person chooses a password. */
export function InvitationPage({ token }: { token: string }) {
  const { value, error, reload } = useLoaded((signal) => lookAtInvitation(token, signal), token);
  const isAccepted = useSignal(false);
  return (
    <Threshold>
      <h1>{isAccepted.value ? say('Your account is ready') : say('Welcome to Tracemap')}</h1>
      {error !== null && (
        <div class="form" role="alert">
          <p>{error}</p>
          <p class="muted">
            {say(
              'An invitation can be used once and for a few days. Whoever invited you can make a new one.',
            )}
          </p>
          <button type="button" class="button" onClick={reload}>
            {say('Try again')}
          </button>
        </div>
      )}
      {value === null && error === null && <p class="muted">{say('Looking at your invitation …')}</p>}
      {value !== null && !isAccepted.value && (
        <AcceptForm
          token={token}
          invited={value}
          onAccepted={() => {
            isAccepted.value = true;
          }}
        />
      )}
      {isAccepted.value && <p>{say('Sign in with your email and the password you have just chosen.')}</p>}
      {(isAccepted.value || error !== null) && (
        <button type="button" class="button primary" onClick={leaveInvitation}>
          {say('Go to sign-in')}
        </button>
      )}
    </Threshold>
  );
}

interface AcceptFormProps {
  readonly token: string;
  readonly invited: Invited;
  readonly onAccepted: () => void;
}

function AcceptForm({ token, invited, onAccepted }: AcceptFormProps) {
  const differ = useSignal(false);
  const accept = useAction(async (password: string) => {
    await acceptInvitation(token, password);
    onAccepted();
  });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        differ.value = text('password') !== text('again');
        if (!differ.value) void accept.run(text('password'));
      }}
    >
      <p>
        {say('{name}, choose the password you will sign in with as', { name: invited.name })}{' '}
        <strong>{invited.email}</strong>.
      </p>
      <input type="hidden" name="email" autoComplete="username" value={invited.email} />
      <FormField
        label={say('Password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={LEAST_PASSWORD_LENGTH}
        hint={say('At least {leastPasswordLength} characters. A sentence is easier to keep than signs.', {
          leastPasswordLength: LEAST_PASSWORD_LENGTH,
        })}
        required
      />
      <FormField
        label={say('The same once more')}
        name="again"
        type="password"
        autoComplete="new-password"
        wrong={differ.value ? say('The two are not the same.') : null}
        required
      />
      {accept.error !== null && (
        <p class="form-error" role="alert">
          {accept.error.title}. {accept.error.message}
        </p>
      )}
      <button type="submit" class="button primary" disabled={accept.busy}>
        {accept.busy ? say('Saving …') : say('Save the password')}
      </button>
    </form>
  );
}
