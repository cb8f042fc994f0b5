import type { JoinState } from '../../domain/join-states.ts';
import type { JoinDecision, JoinThresholdsDraft } from '../../domain/joins.ts';
import { joinDetailSchema, joinsSchema, joinThresholdsSchema } from '../../domain/joins.ts';
import { requestDone, requestJson } from './request.ts';

/** Pairs of purchasers of a state, after the `next` of the page before. */
export const listJoins = (state: JoinState, after: string | null, signal?: AbortSignal) =>
  requestJson(
    `/api/joins?${new URLSearchParams({ state, ...(after === null ? {} : { after }) })}`,
    joinsSchema,
    signal === undefined ? {} : { signal },
  );

/** One pair, with the person whom it is of. */
export const getJoin = (id: number, signal: AbortSignal) =>
  requestJson(`/api/joins/${id}`, joinDetailSchema, { signal });

/** Decides on a pair, or takes what was decided back. */
export const decideJoin = (id: number, decision: JoinDecision) =>
  requestDone(`/api/joins/${id}`, { method: 'POST', body: { decision } });

export const getJoinThresholds = (signal: AbortSignal) =>
  requestJson('/api/joins/thresholds', joinThresholdsSchema, { signal });

export const setJoinThresholds = (draft: JoinThresholdsDraft) =>
  requestJson('/api/joins/thresholds', joinThresholdsSchema, { method: 'PUT', body: draft });
