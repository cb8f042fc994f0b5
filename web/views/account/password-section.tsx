import { useSignal } from '@preact/signals';
import { changePassword } from '../../api/account.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import type { AccountSectionProps } from './account-view.tsx';

const LEAST_LENGTH = 12;

export function PasswordSection({ own, onChanged }: AccountSectionProps) {
  const isOpen = useSignal(false);
  const differ = useSignal(false);
  const change = useAction(async ({ current, next }: { current: string; next: string }) => {
    await changePassword(current, next);
    isOpen.value = false;
    onChanged(say('Your password is changed.'));
  });
  if (!own.hasPassword) {
    return (
      <section aria-labelledby="password-title">
        <h2 id="password-title">{say('Password')}</h2>
        <p class="muted">{say('You sign in without a password of Tracemap’s own.')}</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">{say('Password')}</h2>
      {!isOpen.value && (
        <div class="button-row">
          <button
            type="button"
            class="button"
            onClick={() => {
              isOpen.value = true;
            }}
          >
            {say('Change the password')}
          </button>
        </div>
      )}
      {isOpen.value && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            const text = formText(event.currentTarget);
            differ.value = text('next') !== text('again');
            if (!differ.value) void change.run({ current: text('current'), next: text('next') });
          }}
        >
          <input type="hidden" name="email" autoComplete="username" value={own.account.email} />
          <FormField
            label={say('Current password')}
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <FormField
            label={say('New password')}
            name="next"
            type="password"
            autoComplete="new-password"
            minLength={LEAST_LENGTH}
            hint={say('At least {leastLength} characters. A sentence is easier to keep than signs.', {
              leastLength: LEAST_LENGTH,
            })}
            required
          />
          <FormField
            label={say('The new one once more')}
            name="again"
            type="password"
            autoComplete="new-password"
            wrong={differ.value ? say('The two are not the same.') : null}
            required
          />
          {change.error !== null && (
            <p class="form-error" role="alert">
              {say('The password is as it was. {message}', { message: change.error.message })}
            </p>
          )}
          <div class="button-row">
            <button type="submit" class="button primary" disabled={change.busy}>
              {change.busy ? say('Saving …') : say('Save the password')}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                isOpen.value = false;
                change.forget();
              }}
            >
              {say('Cancel')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
