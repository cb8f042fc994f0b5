import { useSignal } from '@preact/signals';
import { GIVEN_CAPABILITIES } from '../../../domain/access.ts';
import { removeToken } from '../../api/account.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { ShownOnce } from '../../panels/shown-once.tsx';
import { formatDay, whenOf } from '../../words/format.ts';
import { CAPABILITY_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import type { AccountSectionProps } from './account-view.tsx';
import { TokenForm } from './token-form.tsx';

/** What other programs ask with in one's name. */
export function TokensSection({ own, onChanged }: AccountSectionProps) {
  const isMaking = useSignal(false);
  const made = useSignal<string | null>(null);
  return (
    <section aria-labelledby="tokens-title">
      <h2 id="tokens-title">{say('Tokens for other programs')}</h2>
      <p class="muted">
        {say(
          'A token lets a program such as QGIS ask in your name, for what you choose and no more than you may yourself.',
        )}
      </p>
      {made.value !== null && (
        <div class="region-card form" role="status">
          <p>
            <strong>{say('Copy the token now.')}</strong> {say('It is not shown again.')}
          </p>
          <ShownOnce text={made.value} label={say('The token')} />
          <div class="button-row">
            <button
              type="button"
              class="button"
              onClick={() => {
                made.value = null;
              }}
            >
              {say('I have copied it')}
            </button>
          </div>
        </div>
      )}
      {own.tokens.length > 0 && (
        <table class="file-table">
          <thead>
            <tr>
              <th scope="col">{say('Name')}</th>
              <th scope="col">{say('May')}</th>
              <th scope="col">{say('Until')}</th>
              <th scope="col">{say('Last used')}</th>
              <th scope="col">
                <span class="visually-hidden">{say('Remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {own.tokens.map(({ id, name, capabilities, expiresAt, lastUsedOn }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td data-label={say('May')}>
                  {capabilities.map((one) => CAPABILITY_WORDS[one].toLowerCase()).join('; ')}
                </td>
                <td data-label={say('Until')}>
                  <time dateTime={expiresAt}>{whenOf(expiresAt)}</time>
                </td>
                <td data-label={say('Last used')}>
                  {lastUsedOn === null ? say('never') : formatDay(lastUsedOn)}
                </td>
                <td>
                  <ConfirmDialog
                    verb={say('Remove')}
                    question={say('Remove the token {name}?', { name })}
                    onConfirm={async () => {
                      await removeToken(id);
                      onChanged(say('The token {name} is removed.', { name }));
                    }}
                  >
                    <p>{say('Programs that use it get no answer from their next request on.')}</p>
                  </ConfirmDialog>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isMaking.value ? (
        <TokenForm
          capabilities={GIVEN_CAPABILITIES.filter((one) => own.account.capabilities.includes(one))}
          onMade={(token) => {
            isMaking.value = false;
            made.value = token;
            onChanged('');
          }}
          onCancel={() => {
            isMaking.value = false;
          }}
        />
      ) : (
        <div class="button-row">
          <button
            type="button"
            class="button"
            onClick={() => {
              isMaking.value = true;
            }}
          >
            {say('Make a token')}
          </button>
        </div>
      )}
    </section>
  );
}
