import { z } from 'zod';
import type { ListingDraft, ListingReview } from '../../domain/purchasers/listed-purchasers.ts';
import { listedPurchasersSchema } from '../../domain/purchasers/listed-purchasers.ts';
import type { NetworkFormat } from '../../domain/purchasers/network.ts';
import { networkSchema } from '../../domain/purchasers/network.ts';
import { purchaserDetailSchema, purchasersSchema } from '../../domain/purchasers/purchaser-responses.ts';
import { requestDone, requestJson } from './request.ts';

export const getPurchasers = (query: string, signal: AbortSignal) =>
  requestJson(`/api/purchasers?${query}`, purchasersSchema, { signal });

export const getPurchaser = (id: number, query: string, signal: AbortSignal) =>
  requestJson(`/api/purchasers/${id}?${query}`, purchaserDetailSchema, { signal });

/** What connects the first purchasers of a question. */
export const getNetwork = (query: string, signal: AbortSignal) =>
  requestJson(`/api/purchasers/network?${query}`, networkSchema, { signal });

/** Address of that as a file. */
export const networkAddress = (format: NetworkFormat, query: string) =>
  `/api/purchasers/network.${format}${query === '' ? '' : `?${query}`}`;

/** The purchasers whom one's agency looks into. */
export const getListed = (signal: AbortSignal) =>
  requestJson('/api/listed-purchasers', listedPurchasersSchema, { signal });

const dueSchema = z.object({ due: z.number() });
/** How many of them are to be reviewed soon, or should have been. */
export const getDueListings = (signal: AbortSignal) =>
  requestJson('/api/listed-purchasers/due', dueSchema, { signal });

export const listPurchaser = (draft: ListingDraft) =>
  requestDone('/api/listed-purchasers', { method: 'POST', body: draft });

export const keepListed = (id: number, review: ListingReview) =>
  requestDone(`/api/listed-purchasers/${id}`, { method: 'PUT', body: review });

export const takeOffList = (id: number) => requestDone(`/api/listed-purchasers/${id}`, { method: 'DELETE' });
