import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './account.css';
import { useSignal } from '@preact/signals';
import type { OwnAccount } from '../../../domain/access-responses.ts';
import { getOwnAccount } from '../../api/account.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { CAPABILITY_WORDS, ROLE_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { AuthenticatorSection } from './authenticator-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';

export interface AccountSectionProps {
  readonly own: OwnAccount;
  /** With what happened, in words. */
  readonly onChanged: (what: string) => void;
}

/** One's own account: how one signs in, where one is signed in, and what may ask in one's name. */
export function AccountView() {
  const { value, error, reload } = useLoaded(getOwnAccount, 'own account');
  const done = useSignal('');
  const onChanged = (what: string) => {
    done.value = what;
    reload();
  };
  return (
    <div class="region-page account-view">
      <header class="region-head">
        <div>
          <h1>{say('Your account')}</h1>
          {value === null && error === null && <p class="muted">{say('Looking it up …')}</p>}
        </div>
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      <p class={done.value === '' ? 'visually-hidden' : 'region-done'} role="status">
        {done.value}
      </p>
      {value !== null && (
        <>
          <WhoYouAre own={value} />
          <PasswordSection own={value} onChanged={onChanged} />
          <AuthenticatorSection own={value} onChanged={onChanged} />
          <PasskeysSection own={value} onChanged={onChanged} />
          <SessionsSection own={value} onChanged={onChanged} />
          <TokensSection own={value} onChanged={onChanged} />
        </>
      )}
    </div>
  );
}

function WhoYouAre({ own: { account } }: { own: OwnAccount }) {
  return (
    <dl class="account-facts">
      <dt>{say('Name')}</dt>
      <dd>{account.name}</dd>
      <dt>{say('Email')}</dt>
      <dd>{account.email}</dd>
      <dt>{say('Agency')}</dt>
      <dd>{account.agency?.name ?? say('None: the whole region')}</dd>
      <dt>{say('Role')}</dt>
      <dd>{ROLE_WORDS[account.role]}</dd>
      <dt>{say('You may')}</dt>
      <dd>{account.capabilities.map((one) => CAPABILITY_WORDS[one].toLowerCase()).join('; ')}</dd>
    </dl>
  );
}
