import { useEffect } from 'preact/hooks';
import type { ReviewDecision } from '../../../domain/review.ts';
import { ErrorNote } from '../../panels/error-note.tsx';
import { reviewQueue } from '../../state/review.ts';
import { undoListed } from '../../state/review-decide.ts';
import { decisions, decisionsError, loadDecisions } from '../../state/review-decisions.ts';
import type { DecideTask } from '../../state/review-queue.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { addressCount, decisionWords } from '../../words/review-words.ts';
import { say } from '../../words/say.ts';

/** Decisions in force, the newest first: each can be taken back. */
export function SettledList() {
  const list = decisions.value;
  const { unsent } = reviewQueue.value;
  const waiting = unsent.filter((task): task is DecideTask => task.kind === 'decide').reverse();
  // The answer to an undo leaves room for those that follow.
  const isShort = list !== null && list.items.length === 0 && list.next !== null;
  useEffect(() => {
    if (isShort) void loadDecisions();
  }, [isShort]);
  return (
    <section class="review-list" aria-labelledby="settled-title">
      <h3 id="settled-title">
        {say('Settled')} {list !== null && <span class="muted number">{formatCount(list.total)}</span>}
      </h3>
      {decisionsError.value !== null && (
        <ErrorNote error={decisionsError.value} onRetry={() => void loadDecisions()} />
      )}
      {list?.total === 0 && waiting.length === 0 && (
        <p class="muted small">
          {say('Nothing yet. What you settle stands here, to be taken back if need be.')}
        </p>
      )}
      <ul>
        {waiting.map(({ number, item, choice, label }) => (
          <li key={`task ${number}`}>
            <span class="settled-words">
              <span>{item.address}</span>
              <span class="muted small">
                {say('{decisionWords} · being sent', {
                  decisionWords: decisionWords({ kind: choice.kind, label }),
                })}
              </span>
            </span>
          </li>
        ))}
        {list?.items.map((decision) => (
          <li key={decision.id}>
            <Decision decision={decision} />
          </li>
        ))}
      </ul>
      {list !== null && list.next !== null && (
        <button type="button" class="link-button small" onClick={() => void loadDecisions(list.next)}>
          {say('Show more')}
        </button>
      )}
    </section>
  );
}

function Decision({ decision }: { readonly decision: ReviewDecision }) {
  const { id, address, addresses, decidedBy, decidedAt } = decision;
  const isTakenBack = reviewQueue.value.unsent.some(
    (task) => task.kind === 'undo' && 'id' in task.decision && task.decision.id === id,
  );
  return (
    <>
      <span class="settled-words">
        <span>{address}</span>
        <span class="small">
          {decisionWords(decision)}
          {addresses > 1 && say(', with {addresses} like it', { addresses: addressCount(addresses - 1) })}
        </span>
        <span class="muted small">
          {decidedBy}, <time dateTime={decidedAt}>{whenOf(decidedAt)}</time>
        </span>
      </span>
      <button
        type="button"
        class="button"
        disabled={isTakenBack}
        aria-label={say('Undo {address}', { address })}
        onClick={() => undoListed(id)}
      >
        {say('Undo')}
      </button>
    </>
  );
}
