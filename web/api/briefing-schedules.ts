import type { Approval, ScheduleDraft } from '../../domain/briefing-schedules.ts';
import { scheduleSchema, schedulesSchema } from '../../domain/briefing-schedules.ts';
import { briefingSchema } from '../../domain/briefings.ts';
import { requestDone, requestJson } from './request.ts';

export const getSchedules = (signal: AbortSignal) =>
  requestJson('/api/briefing-schedules', schedulesSchema, { signal });

export const addSchedule = (draft: ScheduleDraft) =>
  requestJson('/api/briefing-schedules', scheduleSchema, { method: 'POST', body: draft });

export const endSchedule = (id: number) => requestDone(`/api/briefing-schedules/${id}`, { method: 'DELETE' });

/** Approves or declines a report; an ApiError 409 where another version was saved since, or somebody else has decided. */
export const decideReport = (id: number, approval: Approval) =>
  requestJson(`/api/briefings/${id}/approval`, briefingSchema, { method: 'POST', body: approval });
