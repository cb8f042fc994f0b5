import { useSignal } from '@preact/signals';
import { removePasskey } from '../../api/account.ts';
import { passkeysWork } from '../../api/passkeys.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import type { AccountSectionProps } from './account-view.tsx';
import { PasskeyForm } from './passkey-form.tsx';

export function PasskeysSection({ own, onChanged }: AccountSectionProps) {
  const isAdding = useSignal(false);
  return (
    <section aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{say('Passkeys')}</h2>
      {own.passkeys.length === 0 ? (
        <p class="muted">{say('None yet. A passkey is a second step and the password in one.')}</p>
      ) : (
        <table class="file-table">
          <thead>
            <tr>
              <th scope="col">{say('Name')}</th>
              <th scope="col">{say('Added')}</th>
              <th scope="col">
                <span class="visually-hidden">{say('Remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {own.passkeys.map(({ id, name, createdAt }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td data-label={say('Added')}>
                  <time dateTime={createdAt}>{whenOf(createdAt)}</time>
                </td>
                <td>
                  <ConfirmDialog
                    verb={say('Remove')}
                    question={say('Remove the passkey {name}?', { name })}
                    onConfirm={async () => {
                      await removePasskey(id);
                      onChanged(say('The passkey {name} no longer signs you in.', { name }));
                    }}
                  >
                    <p>{say('It no longer signs you in. The device itself may go on offering it.')}</p>
                  </ConfirmDialog>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isAdding.value && (
        <PasskeyForm
          onAdded={() => {
            isAdding.value = false;
            onChanged(say('The passkey can be used from now on.'));
          }}
        />
      )}
      {!isAdding.value &&
        (passkeysWork() ? (
          <div class="button-row">
            <button
              type="button"
              class="button"
              onClick={() => {
                isAdding.value = true;
              }}
            >
              {say('Add a passkey')}
            </button>
          </div>
        ) : (
          <p class="muted small">{say('This browser cannot use passkeys on this address.')}</p>
        ))}
    </section>
  );
}
