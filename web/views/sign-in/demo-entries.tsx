import type { SignedOut } from '../../../domain/access-responses.ts';
import { enterDemo } from '../../api/session.ts';
import { recordsChanged } from '../../state/session.ts';
import { ROLE_SENTENCES, ROLE_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

/** One click for each account of the made-up region. */
export function DemoEntries({ accounts }: { accounts: SignedOut['demoAccounts'] }) {
  const enter = useAction(async (email: string) => {
    await enterDemo(email);
    recordsChanged();
  });
  return (
    <section class="threshold-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{say('Look around the demo')}</h2>
      <p class="muted small">
        {say(
          'Its guns, traces and people are made up. No password is needed. By entering you accept the notice above.',
        )}
      </p>
      <ul>
        {accounts.map(({ email, name, role, agency }) => (
          <li key={email}>
            <button type="button" class="demo-entry" disabled={enter.busy} onClick={() => enter.run(email)}>
              <strong>{name}</strong>
              <span class="muted small">
                {ROLE_WORDS[role]}
                {agency !== null && `, ${agency}`}
              </span>
              <span class="small">{ROLE_SENTENCES[role]}</span>
            </button>
          </li>
        ))}
      </ul>
      {enter.error !== null && (
        <p class="form-error" role="alert">
          {enter.error.title}. {enter.error.message}
        </p>
      )}
    </section>
  );
}
