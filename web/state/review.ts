import { computed, effect, signal } from '@preact/signals';
import type { ReviewCandidate, ReviewChoice, ReviewItem } from '../../domain/review.ts';
import { ApiError } from '../api/request.ts';
import { decideAddress, getReview, getReviewItem, undoDecision } from '../api/review.ts';
import { formatCount } from '../words/format.ts';
import { addressCount, decisionWords, shortLabel } from '../words/review-words.ts';
import { changePage, page } from './page.ts';
import { offerAlias } from './review-aliases.ts';
import { openAddresses } from './review-count.ts';
import { addDecision, dropDecision, loadDecisions } from './review-decisions.ts';
import type { DecideTask, ReviewQueue, ReviewTask, UndoTask } from './review-queue.ts';
import {
  continueWith,
  decide,
  decided,
  EMPTY_QUEUE,
  isSettlingAlike,
  leftIn,
  nextAfter,
  notUndone,
  refused,
  startWith,
  stepFrom,
  stillOpenFrom,
  undoLast,
  undoMade,
  undone,
  withItems,
  withoutRefusal,
} from './review-queue.ts';
import { recordsChanged } from './session.ts';

const ITEMS_A_PAGE = 50;
/** With fewer than this to come the next page is asked for: at a key a second it is there in time. */
const FEW_TO_COME = 15;

export const reviewQueue = signal<ReviewQueue>(EMPTY_QUEUE);
/** False until the queue was loaded once. */
export const isQueueLoaded = signal(false);
/** Why the queue could not be loaded. */
export const queueError = signal<ApiError | null>(null);
/** Why sending has stopped; what is unsent waits. */
export const sendingError = signal<ApiError | null>(null);
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

let taskNumber = 0;
let asking: AbortController | null = null;

/** Loads the queue from its start. What is unsent stays. */
export async function loadQueue(): Promise<void> {
  queueError.value = null;
  reviewQueue.value = { ...reviewQueue.peek(), settled: new Set() };
  await ask(async (abort) => {
    reviewQueue.value = startWith(reviewQueue.peek(), await askPage(null, abort));
    isQueueLoaded.value = true;
    const named = page.peek().openAddress;
    if (named === null || isLoaded(named)) return;
    const item = await getReviewItem(named).catch(notOpen);
    if (item !== null && !abort.aborted) reviewQueue.value = withItems(reviewQueue.peek(), [item]);
  });
}

/** What a refusal to name an address means: it is not open any more. */
function notOpen(error: unknown): null {
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
function loadAhead(): void {
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
    reviewQueue.value = continueWith(reviewQueue.peek(), await askPage(next, abort));
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
      ? `Marked unknown: ${item.address}`
      : `Settled: ${shortLabel(decisionWords({ kind: choice.kind, label }))}`;
  announcement.value = `${what}. ${whatIsLeft(next)}`;
  void send();
}

const whatIsLeft = (next: ReviewItem | null) =>
  `${formatCount(left.peek().addresses)} left.${next === null ? '' : ` Next: ${next.address}`}`;

/** Takes the last decision made here back. */
export function undo(): void {
  taskNumber += 1;
  const back = undoLast(reviewQueue.peek(), taskNumber);
  if (back === null) {
    announcement.value = 'Nothing was settled here yet. Earlier decisions stand in the list Settled.';
    return;
  }
  reviewQueue.value = back.queue;
  openAddress(back.item);
  announcement.value = `Open again: ${back.item.address}`;
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

let isSending = false;
/** Decisions have moved records: what else the page shows of them is old. */
const hasMoved = signal(false);

/** Sends what is unsent, one by one and in order, until it is done or the server cannot be reached. */
export async function send(): Promise<void> {
  if (isSending) return;
  isSending = true;
  sendingError.value = null;
  try {
    for (;;) {
      const task = reviewQueue.peek().unsent[0];
      if (task === undefined) break;
      await sendOne(task);
    }
  } catch (error) {
    sendingError.value = ApiError.from(error);
  } finally {
    isSending = false;
  }
}

/** What the server answers when it understood what was sent but cannot take it. */
const REFUSALS: ReadonlySet<number> = new Set([400, 404, 409, 422]);

async function sendOne(task: ReviewTask): Promise<void> {
  try {
    await (task.kind === 'decide' ? sendDecision(task) : sendUndo(task));
    hasMoved.value = true;
  } catch (error) {
    if (!(error instanceof ApiError) || !REFUSALS.has(error.status)) throw error;
    await (task.kind === 'decide' ? bringBack(task, error.message) : lookAgain(task, error.message));
  }
}

/** A decision was refused: its address comes back as it is by now, with other candidates perhaps. */
async function bringBack(task: DecideTask, reason: string): Promise<void> {
  const now = await getReviewItem(task.item.id).catch(notOpen);
  reviewQueue.value = refused(reviewQueue.peek(), task, reason, now);
  announcement.value = `Not settled: ${task.item.address}. ${reason}`;
}

/** A decision could not be taken back: what is open and what is settled is looked up. */
async function lookAgain(task: UndoTask, reason: string): Promise<void> {
  reviewQueue.value = notUndone(reviewQueue.peek(), task);
  announcement.value = `Not taken back: ${reason}`;
  await Promise.all([loadQueue(), loadDecisions()]);
}

async function sendDecision(task: DecideTask): Promise<void> {
  const answer = await decideAddress(task.item.id, task.choice);
  const shown = openItem.peek();
  const before = reviewQueue.peek().items;
  const now = decided(reviewQueue.peek(), task, answer);
  // The address that came next may have been one of those alike.
  const next = shown === null ? null : stillOpenFrom(before, shown.id, now.items);
  reviewQueue.value = now;
  addDecision(answer.decision);
  if (answer.alias !== null) offerAlias(answer.alias);
  if (shown !== null && shown.id !== next?.id) openAddress(next);
  if (answer.settled.length > 1) {
    announcement.value = `${addressCount(answer.settled.length)} settled. ${whatIsLeft(next)}`;
  }
  loadAhead();
}

async function sendUndo(task: UndoTask): Promise<void> {
  const { decision } = task;
  // A decision that was refused takes its undo with it: here it has the server's id.
  if (!('id' in decision)) throw new Error('An undo was sent before its decision.');
  const answer = await undoDecision(decision.id);
  reviewQueue.value = undone(reviewQueue.peek(), task, answer);
  dropDecision(decision.id);
}

const isUnsent = computed(() => reviewQueue.value.unsent.length > 0);

/** Who leaves the page with unsent decisions is asked first. */
const holdBack = (event: BeforeUnloadEvent) => event.preventDefault();
effect(() => {
  if (!isUnsent.value) return;
  window.addEventListener('beforeunload', holdBack);
  return () => window.removeEventListener('beforeunload', holdBack);
});

/** The other views ask again once, when the review is left and all is sent; not with every decision. */
effect(() => {
  if (page.value.view === 'review' || isUnsent.value || !hasMoved.value) return;
  hasMoved.value = false;
  recordsChanged();
});
