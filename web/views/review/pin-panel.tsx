import type { ReviewPin } from '../../state/review-pin.ts';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { leavePin, setPin } from './review-acts.ts';

/** While a pin is on the map: the address nearest to it, and settling there. */
export function PinPanel({ pin }: { readonly pin: ReviewPin }) {
  return (
    <section class="pin-panel" aria-label={say('Pin')}>
      <p role="status">{nearestWords(pin)}</p>
      <p class="muted small">
        {say(
          'Drag it, click on the map, or move it with the arrow keys, with Shift in bigger steps. It settles this address alone.',
        )}
      </p>
      <div class="review-actions">
        <button type="button" class="button primary" onClick={setPin}>
          {say('Settle here')} <kbd>{say('Enter')}</kbd>
        </button>
        <button type="button" class="button" onClick={leavePin}>
          {say('Cancel')} <kbd>{say('Esc')}</kbd>
        </button>
      </div>
    </section>
  );
}

/** Nearer than this the pin is as good as at the address. */
const AT_METRES = 10;

function nearestWords({ rest }: ReviewPin): string {
  if (rest.state === 'looking') return say('Looking for the nearest address …');
  if (rest.state === 'failed')
    return say('The nearest address is not known. {message}', { message: rest.message });
  if (rest.nearest === null) return say('No street that is loaded is near.');
  const { label, metres } = rest.nearest;
  return metres < AT_METRES
    ? say('At {label}', { label })
    : say('{metres} m from {label}', { metres: formatCount(metres), label });
}
