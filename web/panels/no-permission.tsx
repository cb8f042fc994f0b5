import { changePage } from '../state/page.ts';
import { account } from '../state/session.ts';
import { permittedViews } from '../views/permitted-views.ts';
import type { View } from '../views/registry.ts';
import { ROLE_SENTENCES, ROLE_WORDS } from '../words/role-words.ts';

/** In place of a view that the signed-in person may not use. */
export function NoPermission({ label }: Pick<View, 'label'>) {
  const who = account.value;
  const [first] = permittedViews();
  if (who === null) return null;
  return (
    <div class="empty no-permission">
      <h1>{label} is not open to you</h1>
      <p>
        Your account has the role <strong>{ROLE_WORDS[who.role]}</strong>. Whoever has it{' '}
        {startingSmall(ROLE_SENTENCES[who.role])}
      </p>
      <p class="muted">
        If you need it for your work, ask {who.agency === null ? 'the region' : who.agency.name} for another
        role. The address stays right for those who may use it.
      </p>
      {first !== undefined && (
        <button type="button" class="button primary" onClick={() => changePage({ view: first.id })}>
          Go to {first.label}
        </button>
      )}
    </div>
  );
}

const startingSmall = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
