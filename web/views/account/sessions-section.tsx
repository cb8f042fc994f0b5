import { endSession } from '../../api/account.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import type { AccountSectionProps } from './account-view.tsx';

/** Where one is signed in. */
export function SessionsSection({ own, onChanged }: AccountSectionProps) {
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{say('Where you are signed in')}</h2>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">{say('Device')}</th>
            <th scope="col">{say('Since')}</th>
            <th scope="col">{say('Last seen')}</th>
            <th scope="col">
              <span class="visually-hidden">{say('Sign out')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {own.sessions.map(({ id, device, createdAt, lastSeenAt, current }) => (
            <tr key={id}>
              <th scope="row">
                {device}
                {current && <strong> {say('– this one')}</strong>}
              </th>
              <td data-label={say('Since')}>
                <time dateTime={createdAt}>{whenOf(createdAt)}</time>
              </td>
              <td data-label={say('Last seen')}>
                <time dateTime={lastSeenAt}>{whenOf(lastSeenAt)}</time>
              </td>
              <td>
                {!current && (
                  <ConfirmDialog
                    verb={say('Sign out')}
                    question={say('Sign out {device}?', { device })}
                    onConfirm={async () => {
                      await endSession(id);
                      onChanged(say('{device} is signed out.', { device }));
                    }}
                  >
                    <p>{say('Whoever uses it has to sign in again. What was saved stays.')}</p>
                  </ConfirmDialog>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
