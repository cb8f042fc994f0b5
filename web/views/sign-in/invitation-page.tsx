import { useSignal } from '@preact/signals';
import { acceptInvitation, type Invited, lookAtInvitation } from '../../api/session.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { leaveInvitation } from '../../state/invitation.ts';
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
      <h1>{isAccepted.value ? 'Your account is ready' : 'Welcome to Tracemap'}</h1>
      {error !== null && (
        <div class="form" role="alert">
          <p>{error}</p>
          <p class="muted">
            An invitation can be used once and for a few days. Whoever invited you can make a new one.
          </p>
          <button type="button" class="button" onClick={reload}>
            Try again
          </button>
        </div>
      )}
      {value === null && error === null && <p class="muted">Looking at your invitation …</p>}
      {value !== null && !isAccepted.value && (
        <AcceptForm
          token={token}
          invited={value}
          onAccepted={() => {
            isAccepted.value = true;
          }}
        />
      )}
      {isAccepted.value && <p>Sign in with your email and the password you have just chosen.</p>}
      {(isAccepted.value || error !== null) && (
        <button type="button" class="button primary" onClick={leaveInvitation}>
          Go to sign-in
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
        {invited.name}, choose the password you will sign in with as <strong>{invited.email}</strong>.
      </p>
      <input type="hidden" name="email" autoComplete="username" value={invited.email} />
      <FormField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={LEAST_PASSWORD_LENGTH}
        hint={`At least ${LEAST_PASSWORD_LENGTH} characters. A sentence is easier to keep than signs.`}
        required
      />
      <FormField
        label="The same once more"
        name="again"
        type="password"
        autoComplete="new-password"
        wrong={differ.value ? 'The two are not the same.' : null}
        required
      />
      {accept.error !== null && (
        <p class="form-error" role="alert">
          {accept.error.title}. {accept.error.message}
        </p>
      )}
      <button type="submit" class="button primary" disabled={accept.busy}>
        {accept.busy ? 'Saving …' : 'Save the password'}
      </button>
    </form>
  );
}
