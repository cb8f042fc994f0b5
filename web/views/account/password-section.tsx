import { useSignal } from '@preact/signals';
import { changePassword } from '../../api/account.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { useAction } from '../use-action.ts';
import type { AccountSectionProps } from './account-view.tsx';

const LEAST_LENGTH = 12;

export function PasswordSection({ own, onChanged }: AccountSectionProps) {
  const isOpen = useSignal(false);
  const differ = useSignal(false);
  const change = useAction(async ({ current, next }: { current: string; next: string }) => {
    await changePassword(current, next);
    isOpen.value = false;
    onChanged('Your password is changed.');
  });
  if (!own.hasPassword) {
    return (
      <section aria-labelledby="password-title">
        <h2 id="password-title">Password</h2>
        <p class="muted">You sign in without a password of Tracemap’s own.</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      {!isOpen.value && (
        <div class="button-row">
          <button
            type="button"
            class="button"
            onClick={() => {
              isOpen.value = true;
            }}
          >
            Change the password
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
            label="Current password"
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <FormField
            label="New password"
            name="next"
            type="password"
            autoComplete="new-password"
            minLength={LEAST_LENGTH}
            hint={`At least ${LEAST_LENGTH} characters. A sentence is easier to keep than signs.`}
            required
          />
          <FormField
            label="The new one once more"
            name="again"
            type="password"
            autoComplete="new-password"
            wrong={differ.value ? 'The two are not the same.' : null}
            required
          />
          {change.error !== null && (
            <p class="form-error" role="alert">
              The password is as it was. {change.error.message}
            </p>
          )}
          <div class="button-row">
            <button type="submit" class="button primary" disabled={change.busy}>
              {change.busy ? 'Saving …' : 'Save the password'}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                isOpen.value = false;
                change.forget();
              }}
            >
              Cancel
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
