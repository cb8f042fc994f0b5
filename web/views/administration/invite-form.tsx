import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Role } from '../../../domain/access.ts';
import { type AccountDraft, inviteAccount } from '../../api/accounts.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { agencyOfRole, rolesGivenBy } from '../../state/given-roles.ts';
import { account } from '../../state/session.ts';
import { ROLE_SENTENCES, ROLE_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import type { Invited } from './administration-view.tsx';

interface InviteFormProps {
  /** Agencies whose accounts one may add. */
  readonly agencies: readonly { readonly code: string; readonly name: string }[];
  readonly onInvited: (invited: Invited) => void;
  readonly onCancel: () => void;
}

const LONGEST_NAME = 100;

/** Adds an account, and gets the address that lets its person choose a password. */
export function InviteForm({ agencies, onInvited, onCancel }: InviteFormProps) {
  const id = useId();
  const role = useSignal<Role>('analyst');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const invite = useAction(async (draft: AccountDraft) => onInvited(await inviteAccount(draft)));
  const roles = account.value === null ? [] : rolesGivenBy(account.value.role);
  const needs = agencyOfRole(role.value);
  const wrongEmail = invite.error?.parameter === 'email' ? invite.error.message : null;
  return (
    <form
      ref={form}
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        const agency = text('agency');
        void invite.run({
          email: text('email').trim(),
          name: text('name').trim(),
          role: role.value,
          agency: agency === '' ? null : agency,
        });
      }}
    >
      <h2 id={`${id}-title`}>{say('Invite somebody')}</h2>
      <div class="form-row">
        <FormField label={say('Name')} name="name" maxLength={LONGEST_NAME} autoComplete="off" required />
        <FormField
          label={say('Email')}
          name="email"
          type="email"
          autoComplete="off"
          wrong={wrongEmail}
          required
        />
      </div>
      <div class="form-row">
        <div class="form-field">
          <label for={`${id}-role`}>{say('Role')}</label>
          <select
            id={`${id}-role`}
            class="field"
            value={role.value}
            onChange={({ currentTarget: { value } }) => {
              role.value = roles.find((one) => one === value) ?? role.value;
            }}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {ROLE_WORDS[one]}
              </option>
            ))}
          </select>
          <p class="muted small">{ROLE_SENTENCES[role.value]}</p>
        </div>
        {needs !== 'none' && (
          <div class="form-field">
            <label for={`${id}-agency`}>{say('Agency')}</label>
            <select id={`${id}-agency`} name="agency" class="field" required={needs === 'needed'}>
              {(agencies.length !== 1 || needs === 'either') && (
                <option value="">
                  {needs === 'either' ? say('The whole region') : say('Choose an agency')}
                </option>
              )}
              {agencies.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      {invite.error !== null && wrongEmail === null && (
        <p class="form-error" role="alert">
          {say('Nobody was invited. {message}', { message: invite.error.message })}
        </p>
      )}
      <FormActions
        verb={say('Make the invitation')}
        busyWords={say('Making the invitation …')}
        busy={invite.busy}
        onCancel={onCancel}
      />
    </form>
  );
}
