import { dealerComparisonSchema, dealerDetailSchema, dealersSchema } from '../../domain/dealer-responses.ts';
import { requestJson } from './request.ts';

export const getDealers = (query: string, signal: AbortSignal) =>
  requestJson(`/api/dealers?${query}`, dealersSchema, { signal });

export const getDealer = (id: number, query: string, signal: AbortSignal) =>
  requestJson(`/api/dealers/${id}?${query}`, dealerDetailSchema, { signal });

/** Dealers beside each other: funnel, limits, concentration. */
export const getDealersCompared = (query: string, signal: AbortSignal) =>
  requestJson(`/api/dealers/comparison?${query}`, dealerComparisonSchema, { signal });
