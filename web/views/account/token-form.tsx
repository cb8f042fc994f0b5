import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { GivenCapability } from '../../../domain/access.ts';
import { makeToken, type TokenDraft } from '../../api/account.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { CAPABILITY_WORDS } from '../../words/role-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

const LIFETIMES_DAYS = [30, 90, 365] as const;
const LONGEST_NAME = 80;

interface TokenFormProps {
  /** What one may give it: what one may oneself. */
  readonly capabilities: readonly GivenCapability[];
  readonly onMade: (token: string) => void;
  readonly onCancel: () => void;
}

export function TokenForm({ capabilities, onMade, onCancel }: TokenFormProps) {
  const id = useId();
  const given = useSignal<readonly GivenCapability[]>(capabilities.includes('view') ? ['view'] : []);
  const make = useAction(async (draft: TokenDraft) => onMade((await makeToken(draft)).token));
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void make.run({
          name: text('name').trim(),
          capabilities: given.value,
          expiresInDays: Number(text('days')),
        });
      }}
    >
      <FormField
        label={say('Name of the token')}
        name="name"
        hint={say('What uses it, such as “QGIS at my desk”.')}
        maxLength={LONGEST_NAME}
        required
      />
      <fieldset class="form-field">
        <legend>{say('It may')}</legend>
        <div class="token-capabilities">
          {capabilities.map((capability) => (
            <label key={capability}>
              <input
                type="checkbox"
                checked={given.value.includes(capability)}
                onChange={({ currentTarget: { checked } }) => {
                  const others = given.value.filter((one) => one !== capability);
                  given.value = checked ? [...others, capability] : others;
                }}
              />
              {CAPABILITY_WORDS[capability]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="form-field">
        <label for={`${id}-days`}>{say('For')}</label>
        <select id={`${id}-days`} name="days" class="field">
          {LIFETIMES_DAYS.map((days) => (
            <option key={days} value={days} selected={days === 90}>
              {say('{days} days', { days })}
            </option>
          ))}
        </select>
      </div>
      {make.error !== null && (
        <p class="form-error" role="alert">
          {say('No token was made. {message}', { message: make.error.message })}
        </p>
      )}
      <FormActions
        verb={say('Make the token')}
        busyWords={say('Making it …')}
        busy={make.busy}
        isBlocked={given.value.length === 0}
        onCancel={onCancel}
      />
    </form>
  );
}
