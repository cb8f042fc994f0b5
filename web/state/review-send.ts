import { computed, effect, signal } from '@preact/signals';
import { ApiError } from '../api/request.ts';
import { decideAddress, getReviewItem, undoDecision } from '../api/review.ts';
import { addressCount } from '../words/review-words.ts';
import { say } from '../words/say.ts';
import { page } from './page.ts';
import {
  announcement,
  loadAhead,
  loadQueue,
  notOpen,
  openAddress,
  openItem,
  reviewQueue,
  whatIsLeft,
} from './review.ts';
import { offerAlias } from './review-aliases.ts';
import { addDecision, dropDecision, loadDecisions } from './review-decisions.ts';
import type { DecideTask, ReviewTask, UndoTask } from './review-queue.ts';
import { decided, notUndone, refused, stillOpenFrom, undone } from './review-queue.ts';
import { recordsChanged } from './session.ts';

/** Why sending has stopped; what is unsent waits. */
export const sendingError = signal<ApiError | null>(null);

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
  announcement.value = say('Not settled: {address}. {reason}', { address: task.item.address, reason });
}

/** A decision could not be taken back: what is open and what is settled is looked up. */
async function lookAgain(task: UndoTask, reason: string): Promise<void> {
  reviewQueue.value = notUndone(reviewQueue.peek(), task);
  announcement.value = say('Not taken back: {reason}', { reason });
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
  if (task.item === null)
    announcement.value = say('{count} open again.', { count: addressCount(answer.items.length) });
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
