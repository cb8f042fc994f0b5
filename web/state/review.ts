import { computed, effect, signal } from '@preact/signals';
import type { ReviewItem } from '../../domain/review.ts';
import { ApiError } from '../api/request.ts';
import { getReview, getReviewItem } from '../api/review.ts';
import { formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';
import { changePage, page } from './page.ts';
import { openAddresses } from './review-count.ts';
import type { ReviewQueue } from './review-queue.ts';
import {
  continueWith,
  EMPTY_QUEUE,
  isSettlingAlike,
  leftIn,
  startWith,
  stepFrom,
  withItems,
} from './review-queue.ts';

const ITEMS_A_PAGE = 50;
/** With fewer than this to come the next page is asked for: at a key a second it is there in time. */
const FEW_TO_COME = 15;

export const reviewQueue = signal<ReviewQueue>(EMPTY_QUEUE);
/** False until the queue was loaded once. */
export const isQueueLoaded = signal(false);
/** Why the queue could not be loaded. */
export const queueError = signal<ApiError | null>(null);
/** What a screen reader says of the last step. */
export const announcement = signal('');
/** The next choice is for all addresses that are alike. */
export const isForAlike = signal(false);

/** The address on screen: the one the page's URL names, else the first. */
export const openItem = computed<ReviewItem | null>(() => {
  const { items } = reviewQueue.value;
  return items.find(({ id }) => id === page.value.openAddress) ?? items[0] ?? null;
});
export const left = computed(() => leftIn(reviewQueue.value));
/** Nothing can be decided until the addresses that are alike are known. */
export const isWaiting = computed(() => isSettlingAlike(reviewQueue.value));

effect(() => {
  if (isQueueLoaded.value) openAddresses.value = left.value.addresses;
});

let asking: AbortController | null = null;

/** Loads the queue from its start, and the address `named` by its number if it comes later. What is unsent stays. */
export async function loadQueue(named: number | null = null): Promise<void> {
  queueError.value = null;
  reviewQueue.value = { ...reviewQueue.peek(), settled: new Set() };
  await ask(async (abort) => {
    const first = await askPage(null, abort);
    // Only now is the queue read: what was settled while the page was under way must not be forgotten.
    reviewQueue.value = startWith(reviewQueue.peek(), first);
    isQueueLoaded.value = true;
    if (named === null || isLoaded(named)) return;
    const item = await getReviewItem(named).catch(notOpen);
    if (item !== null && !abort.aborted) reviewQueue.value = withItems(reviewQueue.peek(), [item]);
  });
}

/** What it means when the server knows of no such open address; any other error goes on. */
export function notOpen(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

const askPage = (after: string | null, abort: AbortSignal) =>
  getReview({ after, limit: ITEMS_A_PAGE }, abort);
const isLoaded = (id: number) => reviewQueue.peek().items.some((item) => item.id === id);

/** One question about the queue at a time: the newest. */
async function ask(question: (abort: AbortSignal) => Promise<void>): Promise<void> {
  asking?.abort();
  const controller = new AbortController();
  asking = controller;
  try {
    await question(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) queueError.value = ApiError.from(error);
  } finally {
    if (asking === controller) asking = null;
  }
}

/** Asks for the next page when few addresses are to come. */
export function loadAhead(): void {
  const { items, next } = reviewQueue.peek();
  const at = items.findIndex(({ id }) => id === openItem.peek()?.id);
  if (next === null || asking !== null || items.length - at > FEW_TO_COME) return;
  void loadMore();
}

/** Loads the page after those that are loaded. */
export async function loadMore(): Promise<void> {
  const { next } = reviewQueue.peek();
  if (next === null) return;
  queueError.value = null;
  await ask(async (abort) => {
    const following = await askPage(next, abort);
    reviewQueue.value = continueWith(reviewQueue.peek(), following);
  });
}

/** Shows an address. */
export function openAddress(item: ReviewItem | null): void {
  isForAlike.value = false;
  changePage({ openAddress: item?.id ?? null }, 'same');
  loadAhead();
}

/** Shows the address before or after the one shown. */
export function stepAddress(by: 1 | -1): void {
  const item = stepFrom(reviewQueue.peek().items, openItem.peek()?.id ?? null, by);
  if (item === null || item.id === openItem.peek()?.id) return;
  openAddress(item);
  announcement.value = item.address;
}

/** The end of an announcement: what is left, and what comes next. */
export const whatIsLeft = (next: ReviewItem | null): string =>
  `${formatCount(left.peek().addresses)} left.${next === null ? '' : say(' Next: {address}', { address: next.address })}`;
