import { signal } from '@preact/signals';
import type { ReviewDecision } from '../../domain/review.ts';
import { ApiError } from '../api/request.ts';
import { listDecisions } from '../api/review.ts';

const DECISIONS_A_PAGE = 20;

export interface DecisionList {
  /** Newest first. */
  readonly items: readonly ReviewDecision[];
  readonly total: number;
  readonly next: string | null;
}

/** Decisions in force; null until loaded. */
export const decisions = signal<DecisionList | null>(null);
export const decisionsError = signal<ApiError | null>(null);

/** Loads the newest decisions, or with `after` those that follow. */
export async function loadDecisions(after: string | null = null): Promise<void> {
  decisionsError.value = null;
  try {
    const page = await listDecisions({ after, limit: DECISIONS_A_PAGE });
    const before = after === null ? [] : (decisions.peek()?.items ?? []);
    const ids = new Set(before.map(({ id }) => id));
    decisions.value = { ...page, items: [...before, ...page.items.filter(({ id }) => !ids.has(id))] };
  } catch (error) {
    decisionsError.value = ApiError.from(error);
  }
}

/** A decision the server has just taken. */
export function addDecision(decision: ReviewDecision): void {
  const list = decisions.peek();
  if (list === null || list.items.some(({ id }) => id === decision.id)) return;
  decisions.value = { ...list, items: [decision, ...list.items], total: list.total + 1 };
}

/** A decision that was taken back. */
export function dropDecision(id: number): void {
  const list = decisions.peek();
  if (list === null) return;
  const items = list.items.filter((one) => one.id !== id);
  decisions.value = { ...list, items, total: list.total - (list.items.length - items.length) };
}
