/** Monthly reports: briefings that are made of a template when a month is over. What the API takes and answers, as schemas. */
import { z } from 'zod';

/** With a month after it, it is the title of a briefing. */
export const LONGEST_SCHEDULE_NAME = 100;
/** As many as one agency may have: each makes a briefing a month. */
export const MOST_SCHEDULES = 20;

/**
 * What a monthly report is made of.
 * sources   where our guns come from, of 12 months
 * times     time-to-crime, of 12 months
 * progress  what came of an intervention, since it began
 * briefing  the sections of a briefing of the agency, as they were when the report was set up
 */
export const REPORT_TEMPLATES = ['sources', 'times', 'progress', 'briefing'] as const;
export type ReportTemplate = (typeof REPORT_TEMPLATES)[number];

/** What is sent to set up a monthly report: the intervention or the briefing where the template is of one. */
export const scheduleDraftSchema = z.object({
  name: z.string(),
  template: z.enum(REPORT_TEMPLATES),
  intervention: z.int32().nullable().default(null),
  briefing: z.int32().nullable().default(null),
});
export type ScheduleDraft = z.input<typeof scheduleDraftSchema>;

/** A monthly report that is set up. Months are `YYYY-MM`. */
export const scheduleSchema = z.object({
  id: z.number(),
  name: z.string(),
  template: z.enum(REPORT_TEMPLATES),
  intervention: z.number().nullable(),
  /** The name of whoever set it up. */
  madeBy: z.string(),
  createdAt: z.string(),
  /** The newest month that was reported; null before the first. */
  lastMonth: z.string().nullable(),
  /** The month that is reported next, once it is over and records of it or later are there. */
  nextMonth: z.string(),
  /** Why the next report could not be made; null where nothing stands in its way. */
  problem: z.string().nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;
export const schedulesSchema = z.object({
  items: z.array(scheduleSchema),
  total: z.number(),
  next: z.null(),
});

export const REPORT_DECISIONS = ['approved', 'declined'] as const;
export type ReportDecision = (typeof REPORT_DECISIONS)[number];

/** What is sent to approve or decline a report: `version` is the one that was read. */
export const approvalSchema = z.object({ decision: z.enum(REPORT_DECISIONS), version: z.int() });
export type Approval = z.infer<typeof approvalSchema>;

/** What makes a briefing a monthly report, and whether what it says now has been approved. */
export const reportSchema = z.object({
  /** `YYYY-MM` */
  month: z.string(),
  scheduleId: z.number(),
  /** The name of the schedule. */
  schedule: z.string(),
  /** The data version of the agency it was made from. */
  dataVersion: z.number(),
  /** The last day of recovery that was known then. */
  newestOn: z.string(),
  state: z.enum(['waiting', ...REPORT_DECISIONS]),
  /** Null while it waits. */
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** False where somebody else has to decide: who set it up or saved it may not, in a region that wants a second person. */
  isYoursToDecide: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;
