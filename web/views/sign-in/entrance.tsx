import { ErrorNote } from '../../panels/error-note.tsx';
import { entrance, session, signedOut } from '../../state/session.ts';
import { lazyView } from '../lazy-view.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { Threshold } from './threshold.tsx';

const SecondFactorPage = lazyView(
  async () => (await import('../account/second-factor-page.tsx')).SecondFactorPage,
);

/** What stands before the page until somebody who may see it is signed in. */
export function Entrance() {
  const { error, loading } = session.value.value;
  if (signedOut.value !== null) return <SignInPage ways={signedOut.value} />;
  if (entrance.value === 'secondFactor') return <SecondFactorPage />;
  return (
    <Threshold>
      {error !== null && !loading ? (
        <ErrorNote error={error} onRetry={session.retry} />
      ) : (
        <p class="muted threshold-wait" role="status">
          Opening Tracemap …
        </p>
      )}
    </Threshold>
  );
}
