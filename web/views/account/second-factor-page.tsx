import './account.css';
import { useSignal } from '@preact/signals';
import { passkeysWork } from '../../api/passkeys.ts';
import { signOut } from '../../api/session.ts';
import { recordsChanged } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { Threshold } from '../sign-in/threshold.tsx';
import { useAction } from '../use-action.ts';
import { AuthenticatorSetup } from './authenticator-setup.tsx';
import { PasskeyForm } from './passkey-form.tsx';

/** Before the page, for roles that see single records and have a password alone. */
export function SecondFactorPage() {
  const way = useSignal<'app' | 'passkey' | null>(null);
  /** The recovery codes are on screen: nothing but having kept them leads on. */
  const isConfirmed = useSignal(false);
  const leave = useAction(async () => {
    await signOut();
    window.location.assign('/');
  });
  return (
    <Threshold>
      <h1>{say('Add a second step to your sign-in')}</h1>
      <p>
        {say(
          'Your role sees single records of people. A password alone does not protect them, so nothing opens before your account has a second step.',
        )}
      </p>
      {way.value === null && (
        <ul class="form">
          <WayChoice
            title={say('Authenticator app')}
            detail={say('A code from an app on your phone, after the password. Works without a network.')}
            onChoose={() => {
              way.value = 'app';
            }}
          />
          {passkeysWork() && (
            <WayChoice
              title={say('Passkey')}
              detail={say('Fingerprint, face, PIN or a security key, instead of password and code.')}
              onChoose={() => {
                way.value = 'passkey';
              }}
            />
          )}
        </ul>
      )}
      {way.value === 'app' && (
        <AuthenticatorSetup
          onConfirmed={() => {
            isConfirmed.value = true;
          }}
          onDone={recordsChanged}
        />
      )}
      {way.value === 'passkey' && <PasskeyForm onAdded={recordsChanged} />}
      {!isConfirmed.value && (
        <div class="threshold-foot">
          {way.value !== null && (
            <button
              type="button"
              class="link-button"
              onClick={() => {
                way.value = null;
              }}
            >
              {say('Choose another way')}
            </button>
          )}
          <button type="button" class="link-button" disabled={leave.busy} onClick={() => leave.run()}>
            {say('Sign out')}
          </button>
        </div>
      )}
      {leave.error !== null && (
        <p class="form-error" role="alert">
          {say('You are still signed in. {message}', { message: leave.error.message })}
        </p>
      )}
    </Threshold>
  );
}

function WayChoice({ title, detail, onChoose }: { title: string; detail: string; onChoose: () => void }) {
  return (
    <li>
      <button type="button" class="demo-entry" onClick={onChoose}>
        <strong>{title}</strong>
        <span class="small">{detail}</span>
      </button>
    </li>
  );
}
