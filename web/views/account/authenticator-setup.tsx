import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { confirmAuthenticator, offerAuthenticator } from '../../api/account.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { QrCode } from '../../panels/qr-code.tsx';
import { CopyButton } from '../../panels/shown-once.tsx';
import { inGroupsOfFour } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Offer = Awaited<ReturnType<typeof offerAuthenticator>>;

interface AuthenticatorSetupProps {
  /** It is in force, and its recovery codes are on screen. */
  readonly onConfirmed?: () => void;
  readonly onDone: () => void;
}

/** Sets up an authenticator app: scan or type the secret, confirm by a code, keep the recovery codes. */
export function AuthenticatorSetup({ onConfirmed, onDone }: AuthenticatorSetupProps) {
  const offer = useSignal<Offer | null>(null);
  const codes = useSignal<readonly string[] | null>(null);
  const begin = useAction(async () => {
    offer.value = await offerAuthenticator();
  });
  const confirm = useAction(async (code: string) => {
    codes.value = (await confirmAuthenticator(code)).recoveryCodes;
    onConfirmed?.();
  });
  useEffect(() => {
    void begin.run();
  }, []);
  if (codes.value !== null) return <RecoveryCodes codes={codes.value} onDone={onDone} />;
  if (begin.error !== null) return <LoadError message={begin.error.message} onRetry={() => begin.run()} />;
  if (offer.value === null) return <p class="muted">{say('Making a secret for your app …')}</p>;
  const { secret, uri } = offer.value;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm.run(formText(event.currentTarget)('code').trim());
      }}
    >
      <ol class="setup-steps">
        <li>
          <p>{say('Scan this with an authenticator app (any that shows six-digit codes).')}</p>
          <div class="setup-secret">
            <QrCode text={uri} label={say('Code to scan; the secret stands beside it as text')} />
            <div>
              <p class="muted small">{say('Or type this into the app:')}</p>
              <p>
                <code class="secret">{inGroupsOfFour(secret)}</code>
              </p>
              <CopyButton text={secret} />
            </div>
          </div>
        </li>
        <li>
          <FormField
            label={say('Type the code that the app shows now')}
            name="code"
            autoComplete="one-time-code"
            required
          />
        </li>
      </ol>
      {confirm.error !== null && (
        <p class="form-error" role="alert">
          {confirm.error.message}
        </p>
      )}
      <button type="submit" class="button primary" disabled={confirm.busy}>
        {confirm.busy ? say('Checking …') : say('Confirm')}
      </button>
    </form>
  );
}
