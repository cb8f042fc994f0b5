import { ErrorNote } from '../../panels/error-note.tsx';
import { isQueueLoaded, queueError, reviewQueue } from '../../state/review.ts';
import { decisions } from '../../state/review-decisions.ts';
import { say } from '../../words/say.ts';
import { mapAddress } from '../data/map-address.ts';
import { loadReview } from './review-acts.ts';

/** In place of the map where there is no address to show: why, and what comes next. */
export function QueueState() {
  if (queueError.value !== null) {
    return (
      <div class="map-error">
        <ErrorNote error={queueError.value} onRetry={loadReview} />
      </div>
    );
  }
  if (!isQueueLoaded.value)
    return <p class="review-note muted">{say('Loading the addresses that wait …')}</p>;
  if (reviewQueue.value.next !== null)
    return <p class="review-note muted">{say('Loading more addresses …')}</p>;
  if (reviewQueue.value.unsent.length > 0)
    return <p class="review-note muted">{say('Sending what was settled …')}</p>;
  const isAllSettled = (decisions.value?.total ?? 0) > 0;
  return (
    <div class="map-empty empty" role="status">
      <h2>{isAllSettled ? say('Every unsure address is settled') : say('Nothing to settle')}</h2>
      <p>
        {say(
          'An address waits here when the streets that are loaded fit it in several places, or do not have it. Where no streets are loaded, addresses are placed by ZIP or city and none waits.',
        )}
      </p>
      <p class="muted">
        {say('Load street data for your area to place them better:')}{' '}
        <code class="review-command">npm run tracemap -- reference load</code>
      </p>
      <a class="button primary" href={mapAddress({ view: 'data' })}>
        {say('Bring in a file')}
      </a>
    </div>
  );
}
