import type { ReviewPin } from '../../state/review-pin.ts';
import { formatCount } from '../../words/format.ts';
import { leavePin, setPin } from './review-acts.ts';

/** While a pin is on the map: the address nearest to it, and settling there. */
export function PinPanel({ pin }: { readonly pin: ReviewPin }) {
  return (
    <section class="pin-panel" aria-label="Pin">
      <p role="status">{nearestWords(pin)}</p>
      <p class="muted small">
        Drag it, click on the map, or move it with the arrow keys, with Shift in bigger steps. It settles this
        address alone.
      </p>
      <div class="review-actions">
        <button type="button" class="button primary" onClick={setPin}>
          Settle here <kbd>Enter</kbd>
        </button>
        <button type="button" class="button" onClick={leavePin}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}

/** Nearer than this the pin is as good as at the address. */
const AT_METRES = 10;

function nearestWords({ rest }: ReviewPin): string {
  if (rest.state === 'looking') return 'Looking for the nearest address …';
  if (rest.state === 'failed') return `The nearest address is not known. ${rest.message}`;
  if (rest.nearest === null) return 'No street that is loaded is near.';
  const { label, metres } = rest.nearest;
  return metres < AT_METRES ? `At ${label}` : `${formatCount(metres)} m from ${label}`;
}
