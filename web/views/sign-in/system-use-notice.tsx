import { useId } from 'preact/hooks';
import { say } from '../../words/say.ts';

/** What everybody who signs in accepts; it stays until somebody has. */
export function SystemUseNotice({ text }: { text: string }) {
  const id = useId();
  return (
    <section class="threshold-notice" aria-labelledby={id}>
      <h2 id={id}>{say('System use notice')}</h2>
      <p>{text}</p>
    </section>
  );
}

/** Names {@link Acceptance} to the buttons it stands by. */
export const ACCEPTANCE_ID = 'notice-acceptance';

/** What pressing a button of sign-in says. */
export function Acceptance() {
  return (
    <p class="muted small" id={ACCEPTANCE_ID}>
      {say('By signing in you accept this notice.')}
    </p>
  );
}
