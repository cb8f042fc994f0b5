import { firearmsSchema } from '../../domain/firearms-responses.ts';
import { requestJson } from './request.ts';

/** Which guns of a filter were recovered, by class and period. */
export const getFirearms = (query: string, signal: AbortSignal) =>
  requestJson(`/api/firearms?${query}`, firearmsSchema, { signal });
