import { changePage } from '../state/page.ts';
import { account } from '../state/session.ts';
import { permittedViews } from '../views/permitted-views.ts';
import type { View } from '../views/registry.ts';
import { ROLE_SENTENCES, ROLE_WORDS } from '../words/role-words.ts';
import { say } from '../words/say.ts';

/** In place of a view that the signed-in person may not use. */
export function NoPermission({ label }: Pick<View, 'label'>) {
  const who = account.value;
  const [first] = permittedViews();
  if (who === null) return null;
  return (
    <div class="empty no-permission">
      <h1>{say('{label} is not open to you', { label })}</h1>
      <p>
        {say('Your account has the role')} <strong>{ROLE_WORDS[who.role]}</strong>
        {say('. Whoever has it {role}', { role: startingSmall(ROLE_SENTENCES[who.role]) })}
      </p>
      <p class="muted">
        {say(
          'If you need it for your work, ask {words} for another role. The address stays right for those who may use it.',
          { words: who.agency === null ? say('the region') : who.agency.name },
        )}
      </p>
      {first !== undefined && (
        <button type="button" class="button primary" onClick={() => changePage({ view: first.id })}>
          {say('Go to {label}', { label: first.label })}
        </button>
      )}
    </div>
  );
}

const startingSmall = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
