import { passkeysWork, signInWithPasskey } from '../../api/passkeys.ts';
import { SINGLE_SIGN_ON_ADDRESS } from '../../api/session.ts';
import { keepAddress } from '../../state/kept-address.ts';
import { recordsChanged } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { ACCEPTANCE_ID } from './system-use-notice.tsx';

/** Ways in without a password of Tracemap's own. */
export function OtherWays({ singleSignOn }: { singleSignOn: string | null }) {
  const passkey = useAction(async () => {
    await signInWithPasskey();
    recordsChanged();
  });
  if (!passkeysWork() && singleSignOn === null) return null;
  return (
    <div class="form threshold-ways">
      {singleSignOn !== null && (
        <a
          class="button"
          href={SINGLE_SIGN_ON_ADDRESS}
          aria-describedby={ACCEPTANCE_ID}
          onClick={keepAddress}
        >
          {say('Sign in with {singleSignOn}', { singleSignOn })}
        </a>
      )}
      {passkeysWork() && (
        <button
          type="button"
          class="button"
          aria-describedby={ACCEPTANCE_ID}
          disabled={passkey.busy}
          onClick={() => passkey.run()}
        >
          {passkey.busy ? say('Waiting for your passkey …') : say('Sign in with a passkey')}
        </button>
      )}
      {passkey.error !== null && (
        <p class="form-error" role="alert">
          {passkey.error.status === 401
            ? say('This passkey is not known here. Use another, or your password.')
            : `${passkey.error.title}. ${passkey.error.message}`}
        </p>
      )}
    </div>
  );
}
