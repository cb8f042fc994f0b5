import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ReviewItem } from '../../../domain/review.ts';
import { REVIEW_REASONS } from '../../../domain/vocabulary.ts';
import { ErrorNote } from '../../panels/error-note.tsx';
import { Icon } from '../../panels/icon.tsx';
import { layout } from '../../state/layout.ts';
import { isWaiting, openItem, reviewQueue } from '../../state/review.ts';
import { dismissRefusal } from '../../state/review-decide.ts';
import { reviewPin } from '../../state/review-pin.ts';
import { send, sendingError } from '../../state/review-send.ts';
import { addressCount, recordWords } from '../../words/review-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { CandidateList } from './candidate-list.tsx';
import { PinPanel } from './pin-panel.tsx';
import { AlikeSwitch, ReviewActions } from './review-actions.tsx';
import { panelSteps, step } from './review-acts.ts';

/** The address that is shown: what is known of it, what it may mean, and what can be done. */
export function AddressPanel() {
  const item = openItem.value;
  return (
    <div class="review-address">
      <Unsent />
      <Gone />
      {item !== null && <Address item={item} />}
    </div>
  );
}

function Address({ item }: { readonly item: ReviewItem }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const steps = panelSteps.value;
  // With the new address, not after it: the next key may have moved the focus on.
  useLayoutEffect(() => {
    if (steps > 0) heading.current?.focus();
  }, [steps]);
  const refusal = reviewQueue.value.refusals.find((one) => one.item.id === item.id && !one.isGone);
  return (
    <>
      {layout.value === 'narrow' && <StepButtons />}
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {item.address}
        </h2>
        <p class="small">{sayKnown(REVIEW_REASONS[item.reason])}</p>
        <p class="muted small">
          {recordWords(item.records)} · {item.agency.name}
        </p>
      </header>
      {refusal !== undefined && (
        <p class="review-refusal small" role="alert">
          <Icon name="warning" /> {say('Your decision was not taken. {reason}', { reason: refusal.reason })}
        </p>
      )}
      {isWaiting.value && (
        <p class="small" role="status">
          {say('Settling the addresses that are alike …')}
        </p>
      )}
      {reviewPin.value === null ? <CandidateList item={item} /> : <PinPanel pin={reviewPin.value} />}
      <AlikeSwitch item={item} />
      <ReviewActions />
    </>
  );
}

/** On a phone there are no arrow keys. */
function StepButtons() {
  return (
    <div class="review-steps">
      <button type="button" class="button" onClick={() => step(-1)}>
        <Icon name="left" /> {say('Previous')}
      </button>
      <button type="button" class="button" onClick={() => step(1)}>
        {say('Next')} <Icon name="right" />
      </button>
    </div>
  );
}

/** Decisions the server has not heard of: they wait until it can be reached. */
function Unsent() {
  const error = sendingError.value;
  const waiting = reviewQueue.value.unsent.length;
  if (error === null || waiting === 0) return null;
  return (
    <>
      <ErrorNote error={error} onRetry={() => void send()} />
      <p class="muted small">
        {say('{words} kept here and sent when you try again. Do not close this page before.', {
          words: waiting === 1 ? say('One step is') : say('{waiting} steps are', { waiting }),
        })}
      </p>
    </>
  );
}

/** Addresses that were settled by somebody else, or have gone, while they were decided here. */
function Gone() {
  const gone = reviewQueue.value.refusals.filter(({ isGone }) => isGone);
  if (gone.length === 0) return null;
  return (
    <section
      class="review-refusal small"
      role="alert"
      aria-label={say('{count} not settled by you', { count: addressCount(gone.length) })}
    >
      {gone.map(({ item, reason }) => (
        <p key={item.id}>
          <Icon name="warning" />{' '}
          {say('Your decision on {address} was not taken. {reason}', { address: item.address, reason })}{' '}
          <button type="button" class="link-button" onClick={() => dismissRefusal(item.id)}>
            {say('Dismiss')}
          </button>
        </p>
      ))}
    </section>
  );
}
