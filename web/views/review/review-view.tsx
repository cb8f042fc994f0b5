import './review-view.css';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { BottomSheet, type SheetStop } from '../../panels/bottom-sheet.tsx';
import { layout } from '../../state/layout.ts';
import { page } from '../../state/page.ts';
import { announcement, isQueueLoaded, left, loadQueue, openItem, reviewQueue } from '../../state/review.ts';
import { loadAliases } from '../../state/review-aliases.ts';
import { loadDecisions } from '../../state/review-decisions.ts';
import { viewKeys } from '../../state/view-keys.ts';
import { formatCount } from '../../words/format.ts';
import { reviewTitle } from '../../words/review-words.ts';
import { AddressPanel } from './address-panel.tsx';
import { AliasList } from './alias-list.tsx';
import { AliasOffer } from './alias-offer.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueState } from './queue-state.tsx';
import { leavePin, runReviewKey } from './review-acts.ts';
import { ReviewCanvas } from './review-canvas.tsx';
import { SettledList } from './settled-list.tsx';

/** Where a person settles the addresses that streets could not: the queue, the map, and what may be meant. */
export function ReviewView() {
  useEffect(() => {
    viewKeys.value = runReviewKey;
    void loadQueue(page.peek().openAddress);
    void loadDecisions();
    void loadAliases();
    return () => {
      viewKeys.value = null;
      leavePin();
    };
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
      <aside class="review-queue" aria-label="Addresses that wait">
        <QueueList />
      </aside>
      <Stage />
      <aside class="review-panel" aria-label="The address shown">
        <AddressPanel />
        <SettledList />
        <AliasList />
      </aside>
    </div>
  );
}

function NarrowReview() {
  const tab = useSignal('address');
  const stop = useSignal<SheetStop>('half');
  const isEmpty = useComputed(() => isQueueLoaded.value && openItem.value === null);
  // Without an address there is little in the sheet, and the map's place says why.
  useSignalEffect(() => {
    stop.value = isEmpty.value ? 'peek' : 'half';
  });
  return (
    <div class="review-view narrow">
      <Stage />
      <BottomSheet
        label="Address, queue and what is settled"
        tab={tab.value}
        onTab={(id) => {
          tab.value = id;
        }}
        stop={stop.value}
        onStop={(next) => {
          stop.value = next;
        }}
        tabs={[
          { id: 'address', label: 'Address', content: isEmpty.value ? <NoAddress /> : <AddressPanel /> },
          {
            id: 'queue',
            label: `Queue (${formatCount(left.value.addresses)})`,
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
            label: 'Settled',
            content: (
              <>
                <SettledList />
                <AliasList />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function NoAddress() {
  return (
    <>
      <AddressPanel />
      <p class="review-note muted">No address is open.</p>
    </>
  );
}

function Stage() {
  const { addresses, records } = left.value;
  const isEmpty = reviewQueue.value.items.length === 0;
  return (
    <div class="stage">
      <div class="stage-head">
        <div class="title-bar">
          <h1>{isQueueLoaded.value ? reviewTitle(addresses, records) : 'Counting…'}</h1>
        </div>
      </div>
      <div class="map-stage">
        {isEmpty ? <QueueState /> : <ReviewCanvas />}
        <AliasOffer />
      </div>
    </div>
  );
}
