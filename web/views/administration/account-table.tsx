import type { AccountItem } from '../../../domain/access-responses.ts';
import { account } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { ACCOUNT_STATE_WORDS, ROLE_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import { AccountDialog } from './account-dialog.tsx';
import type { Invited } from './administration-view.tsx';

interface AccountTableProps {
  readonly items: readonly AccountItem[];
  readonly onChanged: (what: string) => void;
  readonly onInvited: (invited: Invited) => void;
}

export function AccountTable({ items, onChanged, onInvited }: AccountTableProps) {
  return (
    <table class="file-table account-table">
      <thead>
        <tr>
          <th scope="col">{say('Person')}</th>
          <th scope="col">{say('Role')}</th>
          <th scope="col">{say('Agency')}</th>
          <th scope="col">{say('State')}</th>
          <th scope="col">{say('Second step')}</th>
          <th scope="col">{say('Last seen')}</th>
          <th scope="col">
            <span class="visually-hidden">{say('Change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id} data-state={one.state}>
            <th scope="row">
              <strong>{one.name}</strong>
              <small class="muted">{one.email}</small>
            </th>
            <td data-label={say('Role')}>{ROLE_WORDS[one.role]}</td>
            <td data-label={say('Agency')}>{one.agency?.name ?? say('The whole region')}</td>
            <td data-label={say('State')} class="account-state">
              {ACCOUNT_STATE_WORDS[one.state]}
            </td>
            <td data-label={say('Second step')}>{one.secondFactor ? say('yes') : say('no')}</td>
            <td data-label={say('Last seen')}>
              {one.lastSeenAt === null ? (
                say('never')
              ) : (
                <time dateTime={one.lastSeenAt}>{whenOf(one.lastSeenAt)}</time>
              )}
            </td>
            <td>
              {one.id === account.value?.id ? (
                <span class="muted small">{say('you')}</span>
              ) : (
                <AccountDialog account={one} onChanged={onChanged} onInvited={onInvited} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
