import { computed, signal } from '@preact/signals';
import type { JoinState } from '../../domain/join-states.ts';
import type { Join, JoinDecision, JoinDetail } from '../../domain/joins.ts';
import { decideJoin, getJoin, listJoins } from '../api/joins.ts';
import { ApiError } from '../api/request.ts';
import { DECIDED_WORDS } from '../words/join-words.ts';
import { say } from '../words/say.ts';
import { resource } from './resource.ts';
import { dataChanges } from './session.ts';

interface JoinsList {
  readonly state: JoinState;
  /** Null until the first page is there. */
  readonly items: readonly Join[] | null;
  readonly total: number;
  readonly next: string | null;
}
/** A pair that was decided here, and where it stood. */
interface Decided {
  readonly join: Join;
  readonly place: number;
}

/** So few pairs left to look at, and more are loaded. */
const FEW = 5;
const EMPTY: JoinsList = { state: 'unsure', items: null, total: 0, next: null };

/** The pairs listed. */
export const joins = signal<JoinsList>(EMPTY);
export const joinsError = signal<ApiError | null>(null);
/** Why a decision was not taken; the pair is back in its place. */
export const refusal = signal<string | null>(null);
/** What was done last, for who does not see it. */
export const joinSpoken = signal('');
const openPlace = signal(0);
const decided = signal<readonly Decided[]>([]);
let loading: AbortController | null = null;

/** The pair that keys decide on. */
export const openJoin = computed<Join | null>(() => joins.value.items?.[openPlace.value] ?? null);
/** The whole person whom the open pair is of, as far as it is known: the answer of the pair before stays until the next is there. */
const openDetail = resource(
  () =>
    openJoin.value === null ? null : `${openJoin.value.id} ${openJoin.value.state} ${dataChanges.value}`,
  (key, signal) => getJoin(Number(key.split(' ')[0]), signal),
);

/** How many buyers and guns are of the person of a pair: null while that is not known, or where the two are not one person. */
export function personOf({ id }: Join): JoinDetail['person'] {
  const { answer, loading } = openDetail.value.value;
  return !loading && answer?.id === id ? answer.person : null;
}

export const canUndo = computed(() => decided.value.length > 0);

/** Lists the pairs of a state from the first. */
export function loadJoins(state: JoinState): void {
  joins.value = { ...EMPTY, state };
  openPlace.value = 0;
  decided.value = [];
  refusal.value = null;
  void loadPage(state, null);
}

/** Loads the pairs after those listed, if there are any. */
export function loadMoreJoins(): void {
  const { state, next, items } = joins.value;
  if (next !== null && items !== null && loading === null) void loadPage(state, next);
}

/** Tries again what could not be loaded. */
export function retryJoins(): void {
  const { state, items, next } = joins.value;
  if (items === null) loadJoins(state);
  else if (next !== null) void loadPage(state, next);
}

async function loadPage(state: JoinState, after: string | null): Promise<void> {
  loading?.abort();
  const controller = new AbortController();
  loading = controller;
  joinsError.value = null;
  try {
    const page = await listJoins(state, after, controller.signal);
    const { items } = joins.value;
    const known = new Set(items?.map(({ id }) => id));
    joins.value = {
      state,
      items: [...(items ?? []), ...page.items.filter(({ id }) => !known.has(id))],
      total: after === null ? page.total : joins.value.total,
      next: page.next,
    };
  } catch (error) {
    if (!controller.signal.aborted) joinsError.value = ApiError.from(error);
  } finally {
    if (loading === controller) loading = null;
  }
}

/** Opens the pair so many places further, or this one. */
export function stepJoin(by: 1 | -1): void {
  const last = (joins.value.items?.length ?? 0) - 1;
  openPlace.value = Math.max(0, Math.min(last, openPlace.value + by));
  if (openPlace.value > last - FEW) loadMoreJoins();
}
export function openJoinOf(id: number): void {
  const place = joins.value.items?.findIndex((join) => join.id === id) ?? -1;
  if (place >= 0) openPlace.value = place;
}

const STATE_AFTER: Readonly<Record<JoinDecision, JoinState | null>> = {
  confirm: 'confirmed',
  apart: 'apart',
  undo: null,
};

/** Decides on a pair: it leaves the list at once, and comes back where the server does not take it. */
export async function decide(join: Join, decision: JoinDecision): Promise<void> {
  const place = joins.value.items?.findIndex(({ id }) => id === join.id) ?? -1;
  if (place < 0 || !join.mayDecide || join.state === STATE_AFTER[decision]) return;
  takeOut(join.id);
  const done = { join, place };
  decided.value = [...decided.value, done];
  refusal.value = null;
  joinSpoken.value = DECIDED_WORDS[decision];
  await decideJoin(join.id, decision).catch((error: unknown) => {
    decided.value = decided.value.filter((one) => one !== done);
    putBack(done);
    refusal.value = ApiError.from(error).message;
  });
}

/** Takes the last decision made here back, as it was before. */
export async function undoDecision(): Promise<void> {
  const last = decided.value.at(-1);
  if (last === undefined) {
    joinSpoken.value = say('Nothing was decided here.');
    return;
  }
  decided.value = decided.value.slice(0, -1);
  const { join } = last;
  const before: JoinDecision =
    join.state === 'confirmed' ? 'confirm' : join.state === 'apart' ? 'apart' : 'undo';
  try {
    await decideJoin(join.id, before);
    putBack(last);
    refusal.value = null;
    joinSpoken.value = DECIDED_WORDS.undo;
  } catch (error) {
    decided.value = [...decided.value, last];
    refusal.value = ApiError.from(error).message;
  }
}

function takeOut(id: number): void {
  const list = joins.value;
  const items = list.items?.filter((join) => join.id !== id) ?? null;
  joins.value = { ...list, items, total: list.total - 1 };
  openPlace.value = Math.max(0, Math.min(openPlace.value, (items?.length ?? 0) - 1));
  if ((items?.length ?? 0) - openPlace.value < FEW) loadMoreJoins();
}

function putBack({ join, place }: Decided): void {
  const list = joins.value;
  if (list.items === null || list.items.some(({ id }) => id === join.id)) return;
  const items = list.items.toSpliced(Math.min(place, list.items.length), 0, join);
  joins.value = { ...list, items, total: list.total + 1 };
  openJoinOf(join.id);
}
