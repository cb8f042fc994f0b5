import type { ReviewItem } from '../../../domain/review.ts';
import { isForAlike, isWaiting, reviewQueue } from '../../state/review.ts';
import { reviewMap } from '../../state/review-map.ts';
import { reviewPin } from '../../state/review-pin.ts';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { chooseUnknown, leavePin, startPin, takeBack, toggleAlike } from './review-acts.ts';

/** Whether the next choice is for all addresses that are alike. A pin is for one address only. */
export function AlikeSwitch({ item }: { readonly item: ReviewItem }) {
  if (item.alike === 0 || reviewPin.value !== null) return null;
  return (
    <label class="alike-switch">
      <input
        type="checkbox"
        checked={isForAlike.value}
        disabled={isWaiting.value}
        aria-keyshortcuts="a"
        onChange={toggleAlike}
      />
      <span>
        {say('Same for the other {words} like this', {
          words: item.alike === 1 ? say('one') : formatCount(item.alike),
        })}{' '}
        <kbd>a</kbd>
        <span class="muted small">{say('same street as written, open for the same reason')}</span>
      </span>
    </label>
  );
}

/** What can be done with the address beside choosing a candidate, and the keys for it. */
export function ReviewActions() {
  const isPinning = reviewPin.value !== null;
  const canUndo = reviewQueue.value.made.length > 0 || reviewQueue.value.unsent.length > 0;
  return (
    <>
      <div class="review-actions">
        <button
          type="button"
          class="button"
          aria-pressed={isPinning}
          aria-keyshortcuts="p"
          disabled={isWaiting.value || reviewMap.value === null}
          title={reviewMap.value === null ? say('The map is not available') : say('Put a pin on the map (p)')}
          onClick={isPinning ? leavePin : startPin}
        >
          {say('Pin')} <kbd>p</kbd>
        </button>
        <button
          type="button"
          class="button"
          aria-keyshortcuts="u"
          disabled={isWaiting.value}
          title={say('It cannot be known; it stays in its ZIP (u)')}
          onClick={chooseUnknown}
        >
          {say('Unknown')} <kbd>u</kbd>
        </button>
        <button
          type="button"
          class="button"
          aria-keyshortcuts="z"
          disabled={!canUndo}
          title={say('Take the last decision back (z)')}
          onClick={takeBack}
        >
          {say('Undo')} <kbd>z</kbd>
        </button>
      </div>
      <p class="review-keys muted small">
        <kbd>1</kbd>–<kbd>5</kbd> {say('settle ·')} <kbd>{say('Shift')}</kbd> {say('with it: same for all ·')}{' '}
        <kbd>j</kbd> <kbd>k</kbd> {say('or arrows: next, previous ·')} <kbd>?</kbd> {say('all keys')}
      </p>
    </>
  );
}
