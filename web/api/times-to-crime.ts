import { timesToCrimeSchema } from '../../domain/times-to-crime-responses.ts';
import { requestJson } from './request.ts';

/** How soon after their sale the traced guns of a filter were recovered, by group. */
export const getTimesToCrime = (query: string, signal: AbortSignal) =>
  requestJson(`/api/time-to-crime?${query}`, timesToCrimeSchema, { signal });
