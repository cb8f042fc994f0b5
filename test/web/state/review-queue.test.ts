import { describe, expect, it } from 'vitest';
import type { Review, ReviewDecided, ReviewItem, ReviewUndone } from '../../../domain/review.ts';
import type { ReviewQueue, ReviewTask } from '../../../web/state/review-queue.ts';
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
} from '../../../web/state/review-queue.ts';

function address(id: number, records = 1): ReviewItem {
  return {
    id,
    address: `${id} MAIN ST`,
    agency: { code: 'BPD', name: 'Baltimore Police Department' },
    reason: 'direction_missing',
    records: { total: records, byKind: [{ kind: 'recovery', count: records }] },
    area: null,
    candidates: [],
    alike: 0,
  };
}

const A = address(1, 5);
const B = address(2, 3);
const C = address(3, 3);
const D = address(4, 1);

const page = (items: readonly ReviewItem[], more: Partial<Review> = {}): Review => ({
  items: [...items],
  total: 4,
  records: 12,
  next: null,
  ...more,
});
const FULL = startWith(EMPTY_QUEUE, page([A, B, C, D]));

const choose = (queue: ReviewQueue, item: ReviewItem, number: number, alike = false) =>
  decide(queue, { item, number, label: 'N MAIN ST', choice: { kind: 'candidate', candidate: 'k', alike } });

const answer = (id: number, settled: number[], total: number, records: number): ReviewDecided => ({
  decision: {
    id,
    kind: 'candidate',
    address: '',
    label: 'N MAIN ST',
    addresses: settled.length,
    records: 1,
    decidedBy: 'somebody',
    decidedAt: '2026-11-24T12:00:00Z',
  },
  settled,
  alias: null,
  total,
  records,
});
const reopened = (items: ReviewItem[], total: number, records: number): ReviewUndone => ({
  items,
  total,
  records,
});

const ids = ({ items }: ReviewQueue) => items.map(({ id }) => id);
const tasks = ({ unsent }: ReviewQueue) => unsent.map(({ kind, number }) => `${kind} ${number}`);

function first<Kind extends ReviewTask['kind']>(queue: ReviewQueue, kind: Kind) {
  const [task] = queue.unsent;
  if (task?.kind !== kind) throw new Error(`The first task is no ${kind}.`);
  return task as Extract<ReviewTask, { kind: Kind }>;
}

function takenBack(queue: ReviewQueue, number: number): ReviewQueue {
  const back = undoLast(queue, number);
  if (back === null) throw new Error('There is nothing to take back.');
  return back.queue;
}

describe('deciding', () => {
  const two = choose(choose(FULL, A, 1), C, 2);

  it('takes the address out at once and counts it as done before the server does', () => {
    expect(ids(two)).toEqual([2, 4]);
    expect(tasks(two)).toEqual(['decide 1', 'decide 2']);
    expect(leftIn(two)).toEqual({ addresses: 2, records: 4 });
  });

  it('goes by what the server counts once it has answered, less what is unsent still', () => {
    const one = decided(two, first(two, 'decide'), answer(11, [1], 3, 7));
    expect(tasks(one)).toEqual(['decide 2']);
    expect(leftIn(one)).toEqual({ addresses: 2, records: 4 });
  });

  it('takes out all the server has settled, and waits for it where that is not known', () => {
    const alike = choose(FULL, A, 1, true);
    expect([isSettlingAlike(FULL), isSettlingAlike(two), isSettlingAlike(alike)]).toEqual([
      false,
      false,
      true,
    ]);
    const settled = decided(alike, first(alike, 'decide'), answer(11, [1, 2, 4], 1, 3));
    expect(ids(settled)).toEqual([3]);
    expect(isSettlingAlike(settled)).toBe(false);
  });

  it('keeps what is decided out of pages that come later', () => {
    const sent = decided(two, first(two, 'decide'), answer(11, [1], 3, 7));
    const more = continueWith(sent, page([A, B, C, D, address(5)], { next: '1.5' }));
    expect(ids(more)).toEqual([2, 4, 5]);
    expect(more.next).toBe('1.5');
    expect(ids(startWith(two, page([A, B, C, D])))).toEqual([2, 4]);
  });
});

describe('taking back', () => {
  const two = choose(choose(FULL, A, 1), C, 2);

  it('forgets what was not sent yet, and puts the address where it was', () => {
    const back = takenBack(two, 3);
    expect(tasks(back)).toEqual(['decide 1']);
    expect(ids(back)).toEqual([2, 3, 4]);
    expect(leftIn(back)).toEqual({ addresses: 3, records: 7 });
  });

  it('follows a decision under way with its undo, by the number the server gives it', () => {
    const back = takenBack(choose(FULL, A, 1), 2);
    expect(ids(back)).toEqual([1, 2, 3, 4]);
    expect(tasks(back)).toEqual(['decide 1', 'undo 2']);
    expect(leftIn(back)).toEqual({ addresses: 4, records: 12 });
    const sent = decided(back, first(back, 'decide'), answer(11, [1], 3, 7));
    expect(ids(sent)).toEqual([1, 2, 3, 4]);
    expect(first(sent, 'undo').decision).toEqual({ id: 11 });
    expect(leftIn(sent)).toEqual({ addresses: 4, records: 12 });
    const open = undone(sent, first(sent, 'undo'), reopened([A], 4, 12));
    expect([ids(open), tasks(open), open.made]).toEqual([[1, 2, 3, 4], [], []]);
  });

  it('goes back one decision at a time, and stops at the first', () => {
    const sent = [1, 2].reduce(
      (queue, id) => decided(queue, first(queue, 'decide'), answer(10 + id, [id === 1 ? 1 : 3], 4 - id, 9)),
      two,
    );
    const once = takenBack(sent, 3);
    const twice = takenBack(once, 4);
    expect([ids(sent), ids(once), ids(twice)]).toEqual([
      [2, 4],
      [2, 3, 4],
      [1, 2, 3, 4],
    ]);
    expect(undoLast(twice, 5)).toBeNull();
    expect(undoLast(EMPTY_QUEUE, 1)).toBeNull();
  });

  it('opens all a decision had settled, and not what streets have settled since', () => {
    const alike = choose(FULL, A, 1, true);
    const settled = decided(alike, first(alike, 'decide'), answer(11, [1, 2, 4], 1, 3));
    const back = takenBack(settled, 2);
    expect(ids(back)).toEqual([1, 3]);
    const open = undone(back, first(back, 'undo'), reopened([B, D], 3, 7));
    expect(ids(open)).toEqual([2, 3, 4]);
  });

  it('takes back what somebody else decided, once', () => {
    const asked = undoMade(undoMade(FULL, 99, 1), 99, 2);
    expect(tasks(asked)).toEqual(['undo 1']);
    const E = address(9, 4);
    expect(ids(undone(asked, first(asked, 'undo'), reopened([E], 5, 16)))).toEqual([1, 9, 2, 3, 4]);
    expect(tasks(notUndone(asked, first(asked, 'undo')))).toEqual([]);
  });

  it('leaves out what was decided again meanwhile', () => {
    const one = choose(FULL, A, 1);
    const sent = decided(one, first(one, 'decide'), answer(11, [1], 3, 7));
    const again = choose(takenBack(sent, 2), A, 3);
    expect(tasks(again)).toEqual(['undo 2', 'decide 3']);
    const open = undone(again, first(again, 'undo'), reopened([A], 4, 12));
    expect([ids(open), tasks(open)]).toEqual([[2, 3, 4], ['decide 3']]);
  });
});

describe('being refused', () => {
  const two = choose(choose(FULL, A, 1), C, 2);
  const task = first(two, 'decide');

  it('brings the address back as it is by now, with the reason, and sends the rest', () => {
    const now = { ...A, reason: 'several_candidates' as const };
    const back = refused(two, task, 'Streets have changed.', now);
    expect(back.items[0]).toBe(now);
    expect(tasks(back)).toEqual(['decide 2']);
    expect(back.refusals).toEqual([{ item: now, reason: 'Streets have changed.', isGone: false }]);
    expect(choose(back, A, 3).refusals).toEqual([]);
  });

  it('keeps the reason alone where the address is not open any more', () => {
    const back = refused(two, task, 'Settled meanwhile.', null);
    expect(ids(back)).toEqual([2, 4]);
    expect(back.refusals).toEqual([{ item: A, reason: 'Settled meanwhile.', isGone: true }]);
  });

  it('drops the undo that was to follow it', () => {
    const back = takenBack(choose(FULL, A, 1), 2);
    expect(tasks(refused(back, first(back, 'decide'), 'No.', A))).toEqual([]);
  });
});

it('puts an address that was asked for by itself where it belongs', () => {
  expect(ids(withItems(FULL, [address(7, 4)]))).toEqual([1, 7, 2, 3, 4]);
});

describe('going on', () => {
  const items = [A, B, C];

  it.each([
    [1, 1, 2],
    [3, 1, 3],
    [1, -1, 1],
    [99, 1, 1],
  ])('from %i by %i comes to %i', (id, by, to) => expect(stepFrom(items, id, by)?.id).toBe(to));

  it.each([
    [1, 2],
    [3, 2],
    [99, 1],
  ])('after %i is settled comes %i', (id, next) => expect(nextAfter(items, id)?.id).toBe(next));

  it('ends with the list', () => {
    expect(nextAfter([A], 1)).toBeNull();
    expect(stepFrom([], 1, 1)).toBeNull();
  });

  it('passes over what was settled with another address', () => {
    expect(stillOpenFrom(items, 1, [C])?.id).toBe(3);
    expect(stillOpenFrom(items, 3, [A])?.id).toBe(1);
    expect(stillOpenFrom(items, 3, [])).toBeNull();
  });
});
