import './review-view.css';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { BottomSheet, type SheetStop } from '../../panels/bottom-sheet.tsx';
import { layout } from '../../state/layout.ts';
import { announcement, isQueueLoaded, left, openItem, queueError, reviewQueue } from '../../state/review.ts';
import { formatCount } from '../../words/format.ts';
import { reviewTitle } from '../../words/review-words.ts';
import { say } from '../../words/say.ts';
import { useViewKeys } from '../use-view-keys.ts';
import { AddressPanel } from './address-panel.tsx';
import { AliasList } from './alias-list.tsx';
import { AliasOffer } from './alias-offer.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueState } from './queue-state.tsx';
import { leavePin, loadReview, runReviewKey } from './review-acts.ts';
import { ReviewCanvas } from './review-canvas.tsx';
import { SettledList } from './settled-list.tsx';

/** Where a person settles the addresses that streets could not: the queue, the map, and what may be meant. */
export function ReviewView() {
  useViewKeys(runReviewKey);
  useEffect(() => {
    loadReview();
    return leavePin;
  }, []);
  return (
    <>
      {layout.value === 'narrow' ? <NarrowReview /> : <RoomyReview />}
      <p class="visually-hidden" role="status">
        {announcement.value}
      </p>
    </>
  );
}

function RoomyReview() {
  return (
    <div class={`review-view ${layout.value}`}>
      <aside class="review-queue" aria-label={say('Addresses that wait')}>
        <QueueList />
      </aside>
      <Stage />
      <aside class="review-panel" aria-label={say('The address shown')}>
        <AddressPanel />
        {isQueueLoaded.value && <Lists />}
      </aside>
    </div>
  );
}

function NarrowReview() {
  const tab = useSignal('address');
  const stop = useSignal<SheetStop>('half');
  const isEmpty = useComputed(() => openItem.value === null);
  // Without an address there is little in the sheet, and the map's place says why.
  useSignalEffect(() => {
    stop.value = isEmpty.value ? 'peek' : 'half';
  });
  return (
    <div class="review-view narrow">
      <Stage />
      <BottomSheet
        label={say('Address, queue and what is settled')}
        tab={tab.value}
        onTab={(id) => {
          tab.value = id;
        }}
        stop={stop.value}
        onStop={(next) => {
          stop.value = next;
        }}
        tabs={[
          { id: 'address', label: say('Address'), content: isEmpty.value ? <NoAddress /> : <AddressPanel /> },
          {
            id: 'queue',
            label: isQueueLoaded.value
              ? say('Queue ({addresses})', { addresses: formatCount(left.value.addresses) })
              : say('Queue'),
            content: (
              <QueueList
                onOpen={() => {
                  tab.value = 'address';
                }}
              />
            ),
          },
          {
            id: 'settled',
            label: say('Settled'),
            content: <Lists />,
          },
        ]}
      />
    </div>
  );
}

function Lists() {
  return (
    <>
      <SettledList />
      <AliasList />
    </>
  );
}

function NoAddress() {
  return (
    <>
      <AddressPanel />
      {isQueueLoaded.value && <p class="review-note muted">{say('No address is open.')}</p>}
    </>
  );
}

function Stage() {
  const isEmpty = reviewQueue.value.items.length === 0;
  return (
    <div class="stage">
      <div class="stage-head">
        <div class="title-bar">
          <h1>{title()}</h1>
        </div>
      </div>
      <div class="map-stage">
        {isEmpty ? <QueueState /> : <ReviewCanvas />}
        <AliasOffer />
      </div>
    </div>
  );
}

function title(): string {
  const { addresses, records } = left.value;
  if (isQueueLoaded.value) return reviewTitle(addresses, records);
  return queueError.value === null ? say('Counting…') : say('No figures');
}
