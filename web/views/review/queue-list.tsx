import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ReviewItem } from '../../../domain/review.ts';
import { ErrorNote } from '../../panels/error-note.tsx';
import {
  isQueueLoaded,
  left,
  loadMore,
  loadQueue,
  openAddress,
  openItem,
  queueError,
  reviewQueue,
} from '../../state/review.ts';
import { formatCount } from '../../words/format.ts';
import { recordCount, SHORT_REASONS } from '../../words/review-words.ts';
import { say } from '../../words/say.ts';
import { leavePin } from './review-acts.ts';

/** The addresses that wait, those with the most records first. */
export function QueueList({ onOpen }: { readonly onOpen?: () => void }) {
  const { items, next } = reviewQueue.value;
  const list = useRef<HTMLOListElement>(null);
  const openId = openItem.value?.id ?? null;
  useLayoutEffect(() => {
    const current = list.current?.querySelector<HTMLButtonElement>('[aria-current]');
    current?.scrollIntoView({ block: 'nearest' });
    // The focus goes along with what is shown, where it is in the list.
    if (list.current?.contains(document.activeElement)) current?.focus();
  }, [openId]);
  const open = (item: ReviewItem) => {
    leavePin();
    openAddress(item);
    onOpen?.();
  };
  return (
    <div class="queue" aria-busy={!isQueueLoaded.value && queueError.value === null}>
      <h2>
        {say('Queue')} <small class="muted">{say('most records first')}</small>
      </h2>
      {queueError.value !== null && isQueueLoaded.value && (
        <ErrorNote error={queueError.value} onRetry={() => void (next === null ? loadQueue() : loadMore())} />
      )}
      <ol ref={list}>
        {items.map((item) => (
          <li key={item.id}>
            <QueueEntry item={item} isOpen={item.id === openId} onOpen={open} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <p class="queue-foot muted small">
          {say('{count} of {addresses} loaded.', {
            count: formatCount(items.length),
            addresses: formatCount(left.value.addresses),
          })}{' '}
          <button type="button" class="link-button" onClick={() => void loadMore()}>
            {say('Load more')}
          </button>
        </p>
      )}
    </div>
  );
}

interface QueueEntryProps {
  readonly item: ReviewItem;
  readonly isOpen: boolean;
  readonly onOpen: (item: ReviewItem) => void;
}

function QueueEntry({ item, isOpen, onOpen }: QueueEntryProps) {
  const { address, reason, records, agency } = item;
  return (
    <button
      type="button"
      class="queue-entry"
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(item)}
    >
      <span class="queue-address">{address}</span>
      <span class="muted small">
        {SHORT_REASONS[reason]} · <abbr title={agency.name}>{agency.code}</abbr>
      </span>
      <span class="queue-records number small" title={recordCount(records.total)}>
        {formatCount(records.total)}
        <span class="visually-hidden"> {records.total === 1 ? say('record') : say('records')}</span>
      </span>
    </button>
  );
}
