import type { StreetAlias } from '../../../domain/review.ts';
import { ErrorNote } from '../../panels/error-note.tsx';
import { aliasError, aliases, loadAliases } from '../../state/review-aliases.ts';
import { aliasStatus } from '../../words/alias-words.ts';
import { say } from '../../words/say.ts';
import { answerName } from './review-acts.ts';

/** Names that decisions have shown to be others, and what was answered. */
export function AliasList() {
  const list = aliases.value ?? [];
  const error = aliasError.value;
  if (list.length === 0 && error === null) return null;
  return (
    <section class="review-list" aria-labelledby="aliases-title">
      <h3 id="aliases-title">{say('Names learned')}</h3>
      {error !== null && <ErrorNote error={error} onRetry={() => void loadAliases()} />}
      <ul>
        {list.map((alias) => (
          <li key={alias.id}>
            <span class="settled-words small">{aliasStatus(alias)}</span>
            {alias.status === 'offered' && <Answer alias={alias} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ alias }: { readonly alias: StreetAlias }) {
  const answer = (accept: boolean) => () => void answerName(alias, accept);
  return (
    <span class="review-actions">
      <button type="button" class="button" onClick={answer(true)}>
        {say('Yes')}
      </button>
      <button type="button" class="button" onClick={answer(false)}>
        {say('No')}
      </button>
    </span>
  );
}
