import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SignedOut } from '../../../domain/access-responses.ts';
import { ApiError } from '../../api/request.ts';
import type { Credentials } from '../../api/session.ts';
import { signIn } from '../../api/session.ts';
import { openedFor, recordsChanged } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { CodeForm } from './code-form.tsx';
import { DemoEntries } from './demo-entries.tsx';
import { OtherWays } from './other-ways.tsx';
import { PasswordForm } from './password-form.tsx';
import { SystemUseNotice } from './system-use-notice.tsx';
import { Threshold } from './threshold.tsx';

/** Where one signs in; the address stays, so that one arrives where one wanted to go. */
export function SignInPage({ ways }: { ways: SignedOut }) {
  const known = useSignal<Credentials | null>(null);
  const withPassword = useAction(async (credentials: Credentials) => {
    try {
      await signIn(credentials);
      recordsChanged();
    } catch (error) {
      const isAskedForCode = isNeedingCode(error) && known.peek() === null;
      if (!isAskedForCode) throw error;
      known.value = credentials;
    }
  });
  const forms = useRef<HTMLDivElement>(null);
  // The notice above stays in view: what is accepted by typing on is read first.
  useEffect(
    () => forms.current?.querySelector('input')?.focus({ preventScroll: true }),
    [known.value === null],
  );
  const hasEnded = openedFor.value !== null;
  return (
    <Threshold>
      <h1>{known.value === null ? say('Sign in') : say('Second step')}</h1>
      {hasEnded && (
        <p role="status">
          {say('Your session has ended. Nothing was lost: sign in again and go on where you were.')}
        </p>
      )}
      {ways.notice !== null && (
        <p class="form-error" role="alert">
          {ways.notice}
        </p>
      )}
      <SystemUseNotice text={ways.systemUseNotice} />
      <div class="threshold-columns" ref={forms}>
        {known.value === null ? (
          <>
            <div class="threshold-own">
              <PasswordForm action={withPassword} />
              <OtherWays singleSignOn={ways.singleSignOn} />
            </div>
            {ways.demoAccounts.length > 0 && <DemoEntries accounts={ways.demoAccounts} />}
          </>
        ) : (
          <CodeForm
            action={withPassword}
            credentials={known.value}
            onBack={() => {
              known.value = null;
              withPassword.forget();
            }}
          />
        )}
      </div>
    </Threshold>
  );
}

const isNeedingCode = (error: unknown): boolean => error instanceof ApiError && error.signIn.needsCode;
