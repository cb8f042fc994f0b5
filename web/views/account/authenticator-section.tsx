import { useSignal } from '@preact/signals';
import { removeAuthenticator, renewRecoveryCodes } from '../../api/account.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import type { AccountSectionProps } from './account-view.tsx';
import { AuthenticatorSetup } from './authenticator-setup.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const FEW_CODES = 3;

/** The authenticator app and its recovery codes. */
export function AuthenticatorSection({ own, onChanged }: AccountSectionProps) {
  const doing = useSignal<'nothing' | 'adding' | 'renewing' | 'removing'>('nothing');
  const codes = useSignal<readonly string[] | null>(null);
  const finish = (what: string) => {
    doing.value = 'nothing';
    codes.value = null;
    onChanged(what);
  };
  const give = useAction(async (password: string) => {
    if (doing.peek() === 'renewing') codes.value = (await renewRecoveryCodes(password)).recoveryCodes;
    else {
      await removeAuthenticator(password);
      finish(say('The authenticator app is removed.'));
    }
  });
  return (
    <section aria-labelledby="authenticator-title">
      <h2 id="authenticator-title">{say('Authenticator app')}</h2>
      {doing.value === 'nothing' && (
        <>
          <p>
            {own.totp
              ? codesLeft(own.recoveryCodesLeft)
              : say('None yet. It asks for a code after the password.')}
          </p>
          <div class="button-row">
            {own.totp ? (
              <>
                <button type="button" class="button" onClick={() => (doing.value = 'renewing')}>
                  {say('Make new recovery codes')}
                </button>
                <button type="button" class="button" onClick={() => (doing.value = 'removing')}>
                  {say('Remove the app')}
                </button>
              </>
            ) : (
              <button type="button" class="button" onClick={() => (doing.value = 'adding')}>
                {say('Set up an app')}
              </button>
            )}
          </div>
        </>
      )}
      {doing.value === 'adding' && (
        <AuthenticatorSetup
          onDone={() => finish(say('From now on a code is asked for after the password.'))}
        />
      )}
      {codes.value !== null && (
        <RecoveryCodes
          codes={codes.value}
          onDone={() => finish(say('The new recovery codes are in force; those before no longer count.'))}
        />
      )}
      {(doing.value === 'renewing' || doing.value === 'removing') && codes.value === null && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void give.run(formText(event.currentTarget)('password'));
          }}
        >
          <p>
            {doing.value === 'renewing'
              ? say('The recovery codes you have now stop counting.')
              : say(
                  'After that your password alone signs you in, or a passkey. Where your role needs a second step, you are asked to add one again.',
                )}
          </p>
          <FormField
            label={say('Your password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          {give.error !== null && (
            <p class="form-error" role="alert">
              {say('Nothing changed. {message}', { message: give.error.message })}
            </p>
          )}
          <div class="button-row">
            <button type="submit" class="button primary" disabled={give.busy}>
              {doing.value === 'renewing' ? say('Make new codes') : say('Remove the app')}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                doing.value = 'nothing';
                give.forget();
              }}
            >
              {say('Cancel')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

function codesLeft(count: number): string {
  const left =
    count === 1 ? say('1 recovery code is left') : say('{count} recovery codes are left', { count });
  return say('In use. {left}{words}', {
    left,
    words: count < FEW_CODES ? say(': make new ones before they run out.') : '.',
  });
}
