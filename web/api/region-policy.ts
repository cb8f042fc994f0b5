import type { RegionPolicy } from '../../domain/access-responses.ts';
import { regionPolicySchema } from '../../domain/access-responses.ts';
import { requestJson } from './request.ts';

/** What is settled for the whole region; for its administrators. */
export const getRegionPolicy = (signal: AbortSignal) =>
  requestJson('/api/region-policy', regionPolicySchema, { signal });

/** An ApiError 409 where somebody else has changed the policy since `policy.version`. */
export const changeRegionPolicy = (policy: RegionPolicy) =>
  requestJson('/api/region-policy', regionPolicySchema, { method: 'PUT', body: policy });
