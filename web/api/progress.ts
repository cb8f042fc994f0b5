import type { InterventionDraft, ProgressOutcome, TargetDraft } from '../../domain/progress.ts';
import {
  interventionSchema,
  interventionsSchema,
  progressSchema,
  targetSchema,
  targetsSchema,
} from '../../domain/progress.ts';
import { requestDone, requestJson } from './request.ts';

export const getInterventions = (signal: AbortSignal) =>
  requestJson('/api/interventions', interventionsSchema, { signal });

/** An outcome before and after an intervention. */
export const getProgress = (id: number, outcome: ProgressOutcome, signal: AbortSignal) =>
  requestJson(`/api/interventions/${id}/progress?outcome=${outcome}`, progressSchema, { signal });

export const saveIntervention = (id: number | null, draft: InterventionDraft) =>
  id === null
    ? requestJson('/api/interventions', interventionSchema, { method: 'POST', body: draft })
    : requestJson(`/api/interventions/${id}`, interventionSchema, { method: 'PUT', body: draft });

export const deleteIntervention = (id: number) =>
  requestDone(`/api/interventions/${id}`, { method: 'DELETE' });

export const getTargets = (signal: AbortSignal) => requestJson('/api/targets', targetsSchema, { signal });

export const saveTarget = (id: number | null, draft: TargetDraft) =>
  id === null
    ? requestJson('/api/targets', targetSchema, { method: 'POST', body: draft })
    : requestJson(`/api/targets/${id}`, targetSchema, { method: 'PUT', body: draft });

export const deleteTarget = (id: number) => requestDone(`/api/targets/${id}`, { method: 'DELETE' });
