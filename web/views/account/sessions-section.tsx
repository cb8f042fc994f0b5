import { endSession } from '../../api/account.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { whenOf } from '../../words/format.ts';
import type { AccountSectionProps } from './account-view.tsx';

/** Where one is signed in. */
export function SessionsSection({ own, onChanged }: AccountSectionProps) {
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">Where you are signed in</h2>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Since</th>
            <th scope="col">Last seen</th>
            <th scope="col">
              <span class="visually-hidden">Sign out</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {own.sessions.map(({ id, device, createdAt, lastSeenAt, current }) => (
            <tr key={id}>
              <th scope="row">
                {device}
                {current && <strong> – this one</strong>}
              </th>
              <td data-label="Since">
                <time dateTime={createdAt}>{whenOf(createdAt)}</time>
              </td>
              <td data-label="Last seen">
                <time dateTime={lastSeenAt}>{whenOf(lastSeenAt)}</time>
              </td>
              <td>
                {!current && (
                  <ConfirmDialog
                    verb="Sign out"
                    question={`Sign out ${device}?`}
                    onConfirm={async () => {
                      await endSession(id);
                      onChanged(`${device} is signed out.`);
                    }}
                  >
                    <p>Whoever uses it has to sign in again. What was saved stays.</p>
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
