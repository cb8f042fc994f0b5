import type { Review, ReviewChoice, ReviewDecided, ReviewItem, ReviewUndone } from '../../domain/review.ts';

/**
 * The queue of addresses that wait for a person, as this page knows it: pure values and functions. What is decided here
 * leaves the queue at once and is sent to the server one by one, in order; what the server refuses comes back.
 */
export interface ReviewQueue {
  /** Open addresses loaded so far, in the server's order. */
  readonly items: readonly ReviewItem[];
  /** Where the server's list goes on; null at its end. */
  readonly next: string | null;
  /** What the server counted last: it does not know of what is unsent. */
  readonly counted: OpenCount;
  /** What is to be sent, the first of it under way. */
  readonly unsent: readonly ReviewTask[];
  /** Decisions made here that the server has taken, the newest last. */
  readonly made: readonly MadeDecision[];
  /** Addresses settled here since the queue was asked for: a page that was under way may still bring them. */
  readonly settled: ReadonlySet<number>;
  /** Why decisions on addresses were refused, in words. */
  readonly refusals: readonly Refusal[];
}

export interface OpenCount {
  readonly addresses: number;
  readonly records: number;
}

export type ReviewTask = DecideTask | UndoTask;

export interface DecideTask {
  readonly kind: 'decide';
  /** Counts the tasks of this page. */
  readonly number: number;
  readonly item: ReviewItem;
  readonly choice: ReviewChoice;
  /** What was chosen, in words; null for unknown. */
  readonly label: string | null;
}

export interface UndoTask {
  readonly kind: 'undo';
  readonly number: number;
  /** The decision to take back: the server's id, or the number of a task that is not answered yet. */
  readonly decision: { readonly id: number } | { readonly task: number };
  /** The address it was made on, where this page knows it; it is back in the queue already. */
  readonly item: ReviewItem | null;
}

export interface MadeDecision {
  readonly id: number;
  readonly item: ReviewItem;
}

export interface Refusal {
  readonly item: ReviewItem;
  readonly reason: string;
  /** True where the address is not open any more; it does not come back into the queue. */
  readonly isGone: boolean;
}

export const EMPTY_QUEUE: ReviewQueue = {
  items: [],
  next: null,
  counted: { addresses: 0, records: 0 },
  unsent: [],
  made: [],
  settled: new Set(),
  refusals: [],
};

/** Those with the most records first, as the server has them. */
const inOrder = (a: ReviewItem, b: ReviewItem) => b.records.total - a.records.total || a.id - b.id;

/** The queue anew from its first page; what is unsent or was refused stays so. */
export function startWith(queue: ReviewQueue, { items, next, total, records }: Review): ReviewQueue {
  const decided = decidedIds(queue);
  return {
    ...queue,
    items: items.filter(({ id }) => !decided.has(id) && !queue.settled.has(id)),
    next,
    counted: { addresses: total, records },
  };
}

/** The queue with the page that follows it. */
export function continueWith(queue: ReviewQueue, { items, next }: Review): ReviewQueue {
  const known = new Set([...queue.items.map(({ id }) => id), ...decidedIds(queue), ...queue.settled]);
  return { ...queue, items: [...queue.items, ...items.filter(({ id }) => !known.has(id))], next };
}

/** Addresses that are decided, but not taken back, by what is unsent. */
function decidedIds({ unsent }: ReviewQueue): Set<number> {
  const ids = new Set<number>();
  for (const task of unsent) {
    if (task.kind === 'decide') ids.add(task.item.id);
    else if (task.item !== null) ids.delete(task.item.id);
  }
  return ids;
}

/** What is left to do, counting what is unsent as done. */
export function leftIn({ counted, unsent }: ReviewQueue): OpenCount {
  let { addresses, records } = counted;
  for (const { kind, item } of unsent) {
    if (item === null) continue;
    const step = kind === 'decide' ? -1 : 1;
    addresses += step;
    records += step * item.records.total;
  }
  return { addresses: Math.max(0, addresses), records: Math.max(0, records) };
}

/**
 * True while a decision for all addresses alike is unanswered: only the answer tells which they are, and what is shown
 * meanwhile could be settled under somebody's hands.
 */
export const isSettlingAlike = ({ unsent }: ReviewQueue): boolean =>
  unsent.some((task) => task.kind === 'decide' && 'alike' in task.choice && task.choice.alike);

export interface Decision {
  readonly item: ReviewItem;
  readonly choice: ReviewChoice;
  readonly label: string | null;
  readonly number: number;
}

/** Settles an address here; the server hears of it in its turn. */
export function decide(queue: ReviewQueue, decision: Decision): ReviewQueue {
  const { id } = decision.item;
  return {
    ...queue,
    items: queue.items.filter((item) => item.id !== id),
    unsent: [...queue.unsent, { kind: 'decide', ...decision }],
    refusals: queue.refusals.filter(({ item }) => item.id !== id),
  };
}

export interface TakenBack {
  readonly queue: ReviewQueue;
  /** The address that is open again. */
  readonly item: ReviewItem;
}

/** Takes the last decision made here back; null when there is none. One that was not sent yet is simply forgotten. */
export function undoLast(queue: ReviewQueue, number: number): TakenBack | null {
  const task = queue.unsent.findLast(
    (one): one is DecideTask => one.kind === 'decide' && !isTakenBack(queue, { task: one.number }),
  );
  if (task !== undefined) {
    const { item } = task;
    const isUnderWay = queue.unsent[0] === task;
    const back = withItems(queue, [item]);
    const unsent = isUnderWay
      ? [...queue.unsent, { kind: 'undo' as const, number, decision: { task: task.number }, item }]
      : queue.unsent.filter((one) => one !== task);
    return { queue: { ...back, unsent }, item };
  }
  const made = queue.made.findLast(({ id }) => !isTakenBack(queue, { id }));
  return made === undefined ? null : { queue: undoMade(queue, made.id, number), item: made.item };
}

/** Takes a decision back that the server has taken, whoever made it. */
export function undoMade(queue: ReviewQueue, id: number, number: number): ReviewQueue {
  if (isTakenBack(queue, { id })) return queue;
  const item = queue.made.find((made) => made.id === id)?.item ?? null;
  const task: UndoTask = { kind: 'undo', number, decision: { id }, item };
  const back = item === null ? queue : withItems(queue, [item]);
  return { ...back, unsent: [...back.unsent, task] };
}

function isTakenBack({ unsent }: ReviewQueue, decision: UndoTask['decision']): boolean {
  const isSame = (other: UndoTask['decision']) =>
    'id' in decision
      ? 'id' in other && other.id === decision.id
      : 'task' in other && other.task === decision.task;
  return unsent.some((task) => task.kind === 'undo' && isSame(task.decision));
}

/** With these addresses open, in place of what was known of them. */
export function withItems(queue: ReviewQueue, open: readonly ReviewItem[]): ReviewQueue {
  const ids = new Set(open.map(({ id }) => id));
  const others = queue.items.filter(({ id }) => !ids.has(id));
  return {
    ...queue,
    items: [...others, ...open].sort(inOrder),
    settled: new Set([...queue.settled].filter((id) => !ids.has(id))),
  };
}

/** The server has taken the decision that was under way. */
export function decided(queue: ReviewQueue, task: DecideTask, answer: ReviewDecided): ReviewQueue {
  const { id } = answer.decision;
  const unsent = queue.unsent
    .filter((one) => one !== task)
    .map((one) => (one.kind === 'undo' && isOf(one, task) ? { ...one, decision: { id } } : one));
  // Taken back meanwhile: it is open here, and the server hears of that next.
  const isBack = unsent.some((one) => one.kind === 'undo' && one.item?.id === task.item.id);
  const settled = new Set(answer.settled.filter((one) => !(isBack && one === task.item.id)));
  return {
    ...queue,
    unsent,
    items: queue.items.filter((item) => !settled.has(item.id)),
    counted: { addresses: answer.total, records: answer.records },
    made: [...queue.made, { id, item: task.item }],
    settled: new Set([...queue.settled, ...settled]),
  };
}

const isOf = ({ decision }: UndoTask, task: DecideTask) =>
  'task' in decision && decision.task === task.number;

/** The server has taken back the decision that was under way. */
export function undone(queue: ReviewQueue, task: UndoTask, answer: ReviewUndone): ReviewQueue {
  const unsent = queue.unsent.filter((one) => one !== task);
  const decidedAgain = decidedIds({ ...queue, unsent });
  const open = answer.items.filter(({ id }) => !decidedAgain.has(id));
  const { decision, item } = task;
  // Streets loaded since have settled it: then it is not open, though it was shown so.
  const isSettled = item !== null && !answer.items.some(({ id }) => id === item.id);
  const items = isSettled ? queue.items.filter(({ id }) => id !== item.id) : queue.items;
  return {
    ...withItems({ ...queue, items }, open),
    unsent,
    counted: { addresses: answer.total, records: answer.records },
    made: queue.made.filter(({ id }) => !('id' in decision && id === decision.id)),
  };
}

/**
 * The server has refused the decision that was under way. Its address comes back as it is `now`, with the reason; null:
 * it is not open any more.
 */
export function refused(
  queue: ReviewQueue,
  task: DecideTask,
  reason: string,
  now: ReviewItem | null,
): ReviewQueue {
  const item = now ?? task.item;
  const unsent = queue.unsent.filter((one) => one !== task && !(one.kind === 'undo' && isOf(one, task)));
  const others = queue.refusals.filter((one) => one.item.id !== item.id);
  const back =
    now === null
      ? { ...queue, items: queue.items.filter(({ id }) => id !== item.id) }
      : withItems(queue, [now]);
  return { ...back, unsent, refusals: [...others, { item, reason, isGone: now === null }] };
}

/** The server knows of no such decision to take back: somebody else has done so. */
export function notUndone(queue: ReviewQueue, task: UndoTask): ReviewQueue {
  const { decision } = task;
  return {
    ...queue,
    unsent: queue.unsent.filter((one) => one !== task),
    made: queue.made.filter(({ id }) => !('id' in decision && id === decision.id)),
  };
}

/** Without the note that a decision was refused. */
export const withoutRefusal = (queue: ReviewQueue, id: number): ReviewQueue => ({
  ...queue,
  refusals: queue.refusals.filter(({ item }) => item.id !== id),
});

/** The address `by` steps from this one, as far as the list goes; the first where it is not in the list. */
export function stepFrom(items: readonly ReviewItem[], id: number | null, by: number): ReviewItem | null {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return items[0] ?? null;
  return items[Math.max(0, Math.min(items.length - 1, at + by))] ?? null;
}

/** Of a list as it was, the first address from this one on that is open still; at the end the last open one. */
export function stillOpenFrom(
  before: readonly ReviewItem[],
  id: number,
  now: readonly ReviewItem[],
): ReviewItem | null {
  const open = new Map(now.map((item) => [item.id, item]));
  const at = before.findIndex((item) => item.id === id);
  for (const { id: later } of before.slice(Math.max(0, at))) {
    const item = open.get(later);
    if (item !== undefined) return item;
  }
  return now.at(-1) ?? null;
}

/** The address to go to once this one is settled: the one after it, at the end the one before. */
export function nextAfter(items: readonly ReviewItem[], id: number): ReviewItem | null {
  const at = items.findIndex((item) => item.id === id);
  return items[at + 1] ?? items[at - 1] ?? null;
}
