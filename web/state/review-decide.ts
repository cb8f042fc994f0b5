import type { ReviewCandidate, ReviewChoice } from '../../domain/review.ts';
import { decisionWords, shortLabel } from '../words/review-words.ts';
import { say } from '../words/say.ts';
import {
  announcement,
  isForAlike,
  isWaiting,
  openAddress,
  openItem,
  reviewQueue,
  whatIsLeft,
} from './review.ts';
import { decide, nextAfter, undoLast, undoMade, withoutRefusal } from './review-queue.ts';
import { send } from './review-send.ts';

let taskNumber = 0;

/** Settles the address shown by one of its candidates. */
export function chooseCandidate(candidate: ReviewCandidate, alike: boolean): void {
  settle({ kind: 'candidate', candidate: candidate.key, alike: alike && hasAlike() }, candidate.label);
}

/** The place of the address shown cannot be known; it stays in its area. */
export function markUnknown(): void {
  settle({ kind: 'unknown', alike: isForAlike.peek() && hasAlike() }, null);
}

/** Settles the address shown by a place on the map; `label` says in words which. */
export function settleAtPin(place: { readonly lon: number; readonly lat: number }, label: string): void {
  settle({ kind: 'pin', ...place }, label);
}

const hasAlike = () => (openItem.peek()?.alike ?? 0) > 0;

/** Goes to the next address at once; the server hears of the decision in its turn. */
function settle(choice: ReviewChoice, label: string | null): void {
  const item = openItem.peek();
  if (item === null || isWaiting.peek()) return;
  const next = nextAfter(reviewQueue.peek().items, item.id);
  taskNumber += 1;
  reviewQueue.value = decide(reviewQueue.peek(), { item, choice, label, number: taskNumber });
  openAddress(next);
  const what =
    label === null
      ? say('Marked unknown: {address}', { address: item.address })
      : say('Settled: {decisionWords}', {
          decisionWords: shortLabel(decisionWords({ kind: choice.kind, label })),
        });
  announcement.value = `${what}. ${whatIsLeft(next)}`;
  void send();
}

/** Takes the last decision made here back. */
export function undo(): void {
  taskNumber += 1;
  const back = undoLast(reviewQueue.peek(), taskNumber);
  if (back === null) {
    announcement.value = say('Nothing was settled here yet. Earlier decisions stand in the list Settled.');
    return;
  }
  reviewQueue.value = back.queue;
  openAddress(back.item);
  announcement.value = say('Open again: {address}', { address: back.item.address });
  void send();
}

/** Takes a decision of the list back, whoever made it. */
export function undoListed(id: number): void {
  taskNumber += 1;
  reviewQueue.value = undoMade(reviewQueue.peek(), id, taskNumber);
  void send();
}

export function dismissRefusal(id: number): void {
  reviewQueue.value = withoutRefusal(reviewQueue.peek(), id);
}
