import { addPasskey } from '../../api/passkeys.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

const LONGEST_NAME = 80;

/** Makes a passkey on this device or security key. */
export function PasskeyForm({ onAdded }: { onAdded: () => void }) {
  const add = useAction(async (name: string) => {
    await addPasskey(name);
    onAdded();
  });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void add.run(formText(event.currentTarget)('name').trim());
      }}
    >
      <FormField
        label={say('Name of the passkey')}
        name="name"
        hint={say('Such as “Work laptop” or “Blue security key”, to know it again.')}
        maxLength={LONGEST_NAME}
        required
      />
      {add.error !== null && (
        <p class="form-error" role="alert">
          {add.error.title}. {add.error.message}
        </p>
      )}
      <button type="submit" class="button primary" disabled={add.busy}>
        {add.busy ? say('Waiting for your device …') : say('Add a passkey')}
      </button>
    </form>
  );
}
