import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './administration-view.css';
import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { AccountItem } from '../../../domain/access-responses.ts';
import { listAccounts } from '../../api/accounts.ts';
import { listAgencies } from '../../api/imports.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { ShownOnce } from '../../panels/shown-once.tsx';
import { account, can } from '../../state/session.ts';
import { countOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { AccountTable } from './account-table.tsx';
import { AgencyTable } from './agency-table.tsx';
import { InviteForm } from './invite-form.tsx';
import { RegionPolicySections } from './region-policy-sections.tsx';

const ACCOUNTS_A_PAGE = 50;

export interface Invited {
  readonly account: AccountItem;
  readonly invitationUrl: string;
}

/** Accounts and agencies: of the region, or the accounts of one's own agency. */
export function AdministrationView() {
  const [after, setAfter] = useState<string | null>(null);
  const accounts = useLoaded(
    (signal) => listAccounts({ after, limit: ACCOUNTS_A_PAGE }, signal),
    `accounts ${after ?? ''}`,
  );
  const agencies = useLoaded(listAgencies, 'agencies');
  const isInviting = useSignal(false);
  const done = useSignal('');
  const invited = useSignal<Invited | null>(null);
  const own = account.value?.agency ?? null;
  const changed = (what: string) => {
    done.value = what;
    accounts.reload();
  };
  const onInvited = (invitation: Invited) => {
    invited.value = invitation;
    isInviting.value = false;
    changed('');
  };
  const { value } = accounts;
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>
            {can('administer')
              ? say('Accounts and agencies')
              : say('Accounts of {name}', { name: own?.name ?? say('your agency') })}
          </h1>
          <p class="muted">{value === null ? say('Looking them up …') : accountCount(value.total)}</p>
        </div>
        {!isInviting.value && (
          <button
            type="button"
            class="button primary"
            onClick={() => {
              isInviting.value = true;
              invited.value = null;
            }}
          >
            {say('Invite somebody')}
          </button>
        )}
      </header>
      <p class={done.value === '' ? 'visually-hidden' : 'region-done'} role="status">
        {done.value}
      </p>
      {isInviting.value && (
        <InviteForm
          agencies={can('administer') ? (agencies.value ?? []) : own === null ? [] : [own]}
          onInvited={onInvited}
          onCancel={() => {
            isInviting.value = false;
          }}
        />
      )}
      {invited.value !== null && (
        <InvitationShown
          invited={invited.value}
          onDone={() => {
            invited.value = null;
          }}
        />
      )}
      {accounts.error !== null && <LoadError message={accounts.error} onRetry={accounts.reload} />}
      {value !== null && (
        <section aria-labelledby="accounts-title">
          <h2 id="accounts-title">{say('Accounts')}</h2>
          <AccountTable items={value.items} onChanged={changed} onInvited={onInvited} />
          <div class="button-row">
            {after !== null && (
              <button type="button" class="button" onClick={() => setAfter(null)}>
                {say('First accounts')}
              </button>
            )}
            {value.next !== null && (
              <button type="button" class="button" onClick={() => setAfter(value.next)}>
                {say('More accounts')}
              </button>
            )}
          </div>
        </section>
      )}
      {can('administer') && (
        <>
          <AgencyTable agencies={agencies} />
          <RegionPolicySections />
        </>
      )}
    </div>
  );
}

const accountCount = (total: number) => countOf(total, say('account'), say('accounts'));

/** The address of an invitation, shown once: Tracemap sends no mail. */
function InvitationShown({ invited, onDone }: { invited: Invited; onDone: () => void }) {
  const { name, email } = invited.account;
  return (
    <section class="region-card" aria-labelledby="invitation-title" role="status">
      <h2 id="invitation-title">{say('Send this to {name}', { name })}</h2>
      <p>
        {say(
          'Whoever opens it chooses the password of {email}. It works once and for seven days, and it is not shown again: send it in a way only {name} can read.',
          { email, name },
        )}
      </p>
      <ShownOnce text={invited.invitationUrl} label={say('Address of the invitation')} />
      <div class="button-row">
        <button type="button" class="button" onClick={onDone}>
          {say('I have sent it')}
        </button>
      </div>
    </section>
  );
}
