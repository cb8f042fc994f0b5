import { useEffect, useRef } from 'preact/hooks';
import { ErrorNote } from '../../panels/error-note.tsx';
import { entrance, openedFor, session, signedOut } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { lazyView } from '../lazy-view.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { Threshold } from './threshold.tsx';

const SecondFactorPage = lazyView(
  async () => (await import('../account/second-factor-page.tsx')).SecondFactorPage,
);

/** What stands before the page until somebody who may see it is signed in; once it was open, over all of it. */
export function Entrance() {
  return openedFor.value === null ? <Door /> : <DoorOverPage />;
}

/** As a dialog, since an open dialog of the page lies over everything else. */
function DoorOverPage() {
  const layer = useRef<HTMLDialogElement>(null);
  const open = () => layer.current?.showModal();
  useEffect(open, []);
  return (
    <dialog
      ref={layer}
      class="threshold-layer"
      aria-label={say('Your session has ended')}
      onCancel={(event) => event.preventDefault()}
      onClose={open}
    >
      <Door />
    </dialog>
  );
}

function Door() {
  const { error, loading } = session.value.value;
  if (signedOut.value !== null) return <SignInPage ways={signedOut.value} />;
  if (entrance.value === 'secondFactor') return <SecondFactorPage />;
  return (
    <Threshold>
      {error !== null && !loading ? (
        <ErrorNote error={error} onRetry={session.retry} />
      ) : (
        <p class="muted threshold-wait" role="status">
          {say('Opening Tracemap …')}
        </p>
      )}
    </Threshold>
  );
}
