import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Role } from '../../../domain/access.ts';
import type { AccountItem } from '../../../domain/access-responses.ts';
import { changeAccount, endSessionsOf, inviteAgain } from '../../api/accounts.ts';
import { agencyOfRole, rolesGivenBy } from '../../state/given-roles.ts';
import { can, account as ownAccount } from '../../state/session.ts';
import { ROLE_SENTENCES, ROLE_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import type { Invited } from './administration-view.tsx';

interface AccountDialogProps {
  readonly account: AccountItem;
  readonly onChanged: (what: string) => void;
  readonly onInvited: (invited: Invited) => void;
}

/** What may be done with somebody's account, each with what follows from it. */
export function AccountDialog({ account, onChanged, onInvited }: AccountDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { name, state } = account;
  const act = useAction(async (doIt: () => Promise<void>) => {
    await doIt();
    dialog.current?.close();
  });
  const disable = async (disabled: boolean) => {
    await changeAccount(account.id, { disabled });
    onChanged(
      disabled ? say('{name} can no longer sign in.', { name }) : say('{name} can sign in again.', { name }),
    );
  };
  const signOutEverywhere = async () => {
    await endSessionsOf(account.id);
    onChanged(say('{name} is signed out everywhere.', { name }));
  };
  const invite = async (reset: boolean) => onInvited(await inviteAgain(account.id, reset));
  const setRole = async (role: Role) => {
    await changeAccount(account.id, { role });
    onChanged(say('{name} is now {role}.', { name, role: ROLE_WORDS[role].toLowerCase() }));
  };
  const button = (label: string, doIt: () => Promise<void>) => (
    <button type="button" class="button" disabled={act.busy} onClick={() => act.run(doIt)}>
      {label}
    </button>
  );
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={say('Change the account of {name}', { name })}
        onClick={() => {
          act.forget();
          dialog.current?.showModal();
        }}
      >
        {say('Change')}
      </button>
      <dialog ref={dialog} class="dialog account-dialog" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{name}</h2>
        <p class="muted small">{account.email}</p>
        <RoleChoice account={account} busy={act.busy} onChoose={(role) => act.run(() => setRole(role))} />
        {state === 'invited' && (
          <Choice
            says={say(
              'The invitation has not been accepted yet. A new one takes the place of the one before.',
            )}
          >
            {button(say('Make a new invitation'), () => invite(false))}
          </Choice>
        )}
        {state === 'active' && (
          <>
            <Choice says={say('Ends every session. They can sign in again.')}>
              {button(say('Sign out everywhere'), signOutEverywhere)}
            </Choice>
            {can('administer') && (
              <Choice
                says={say(
                  'Takes password, second step, sessions and tokens away; a new invitation lets them begin anew.',
                )}
              >
                {button(say('Reset'), () => invite(true))}
              </Choice>
            )}
          </>
        )}
        {state === 'disabled' ? (
          <Choice says={say('They sign in as before.')}>{button(say('Enable'), () => disable(false))}</Choice>
        ) : (
          <Choice
            says={say(
              'Ends every session and token, and they cannot sign in. Records and the log keep their name.',
            )}
          >
            {button(say('Disable'), () => disable(true))}
          </Choice>
        )}
        {act.error !== null && (
          <p class="form-error" role="alert">
            {say('Nothing changed. {message}', { message: act.error.message })}
          </p>
        )}
        <div class="button-row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {say('Close')}
          </button>
        </div>
      </dialog>
    </>
  );
}

function Choice({ says, children }: { says: string; children: ComponentChildren }) {
  return (
    <div class="account-choice">
      <p class="small">{says}</p>
      {children}
    </div>
  );
}

interface RoleChoiceProps {
  readonly account: AccountItem;
  readonly busy: boolean;
  readonly onChoose: (role: Role) => void;
}

function RoleChoice({ account, busy, onChoose }: RoleChoiceProps) {
  const id = useId();
  const chosen = useSignal(account.role);
  const who = ownAccount.value;
  // An account stays in its agency, or in none: only roles that fit that are offered.
  const unfit = account.agency === null ? 'needed' : 'none';
  const roles = (who === null ? [] : rolesGivenBy(who.role)).filter((role) => agencyOfRole(role) !== unfit);
  if (!roles.includes(account.role)) return null;
  return (
    <div class="form-field">
      <label for={`${id}-role`}>{say('Role')}</label>
      <div class="account-role">
        <select
          id={`${id}-role`}
          class="field"
          value={chosen.value}
          onChange={({ currentTarget: { value } }) => {
            chosen.value = roles.find((role) => role === value) ?? account.role;
          }}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="button"
          disabled={busy || chosen.value === account.role}
          onClick={() => onChoose(chosen.value)}
        >
          {say('Give this role')}
        </button>
      </div>
      <p class="muted small">{ROLE_SENTENCES[chosen.value]}</p>
    </div>
  );
}
