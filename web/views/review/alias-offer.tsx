import { aliasQuestion, aliasReach } from '../../words/alias-words.ts';
import { say } from '../../words/say.ts';
import { answerAliasOffer, shownOffer } from './review-acts.ts';

/** Asks whether a name that a decision has shown to be another is to be read so from now on. It may stay unanswered. */
export function AliasOffer() {
  const alias = shownOffer.value;
  if (alias === null) return null;
  return (
    <section class="alias-offer" role="status" aria-label={say('A name learned')}>
      <p class="alias-question">
        <strong>{aliasQuestion(alias)}</strong> <span class="small">{aliasReach(alias)}</span>
      </p>
      <div class="review-actions">
        <button type="button" class="button" aria-keyshortcuts="y" onClick={() => answerAliasOffer(true)}>
          {say('Yes')} <kbd>y</kbd>
        </button>
        <button type="button" class="button" aria-keyshortcuts="n" onClick={() => answerAliasOffer(false)}>
          {say('No')} <kbd>n</kbd>
        </button>
      </div>
    </section>
  );
}
