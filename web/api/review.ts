import type { NearestAddress, ReviewChoice } from '../../domain/review.ts';
import {
  nearestAddressSchema,
  reviewDecidedSchema,
  reviewDecisionsSchema,
  reviewItemSchema,
  reviewSchema,
  reviewUndoneSchema,
  streetAliasesSchema,
} from '../../domain/review.ts';
import { requestDone, requestJson } from './request.ts';

export interface PageRequest {
  /** The `next` of the page before; null for the first. */
  readonly after: string | null;
  readonly limit: number;
}

function pageQuery({ after, limit }: PageRequest): string {
  return new URLSearchParams({ limit: String(limit), ...(after !== null && { after }) }).toString();
}

/** Addresses that wait for a person, those with the most records first. */
export const getReview = (page: PageRequest, signal?: AbortSignal) =>
  requestJson(`/api/review?${pageQuery(page)}`, reviewSchema, signal && { signal });

/** An open address; an ApiError 404 where it is settled. */
export const getReviewItem = (id: number) => requestJson(`/api/review/${id}`, reviewItemSchema);

export const decideAddress = (id: number, choice: ReviewChoice) =>
  requestJson(`/api/review/${id}/decision`, reviewDecidedSchema, { method: 'POST', body: choice });

/** Decisions in force, newest first. */
export const listDecisions = (page: PageRequest) =>
  requestJson(`/api/review/decisions?${pageQuery(page)}`, reviewDecisionsSchema);

/** Takes a decision back. */
export const undoDecision = (id: number) =>
  requestJson(`/api/review/decisions/${id}`, reviewUndoneSchema, { method: 'DELETE' });

export const listAliases = () => requestJson('/api/review/aliases', streetAliasesSchema);

export const answerAlias = (id: number, accept: boolean) =>
  requestDone(`/api/review/aliases/${id}`, { method: 'POST', body: { accept } });

/** The address a place is nearest to; null where no street is near. */
export async function getNearestAddress(
  place: { readonly lon: number; readonly lat: number },
  signal: AbortSignal,
): Promise<NearestAddress> {
  const request = { method: 'POST', body: place, signal } as const;
  return (await requestJson('/api/review/nearest', nearestAddressSchema, request)).nearest;
}
