/** Saved views and briefings made of them. What the API takes and answers, as schemas. */
import { z } from 'zod';
import { reportSchema } from './briefing-schedules.ts';

export const LONGEST_VIEW_NAME = 150;
export const LONGEST_VIEW_NOTE = 2000;
export const LONGEST_BRIEFING_TITLE = 150;
export const LONGEST_HEADING = 200;
export const LONGEST_SECTION_TEXT = 10_000;
export const LONGEST_PAGE_QUERY = 4000;
export const MOST_SECTIONS = 40;
/** As many of each as one agency may have: all are listed at once. */
export const MOST_VIEWS = 200;
export const MOST_BRIEFINGS = 200;

/** What is sent to save a view: the query of the page's address, and a note in Markdown. */
export const viewDraftSchema = z.object({
  name: z.string(),
  query: z.string(),
  note: z.string().default(''),
});
export type ViewDraft = z.input<typeof viewDraftSchema>;

export const savedViewSchema = z.object({
  id: z.number(),
  name: z.string(),
  query: z.string(),
  note: z.string(),
  /** The name of whoever saved it. */
  madeBy: z.string(),
  createdAt: z.string(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.number(), next: z.null() });

export const savedViewsSchema = listOf(savedViewSchema);

/** A part of a briefing: text in Markdown, and what is shown beside it, if anything. */
export const sectionSchema = z.object({
  heading: z.string(),
  text: z.string(),
  /** As in a saved view. */
  query: z.string().nullable(),
});
export type BriefingSection = z.infer<typeof sectionSchema>;

export const briefingDraftSchema = z.object({
  title: z.string(),
  sections: z.array(sectionSchema),
});
export type BriefingDraft = z.infer<typeof briefingDraftSchema>;

/** What is sent to save a briefing anew: `version` is the one that was read. */
export const briefingChangeSchema = briefingDraftSchema.extend({ version: z.int() });
export type BriefingChange = z.infer<typeof briefingChangeSchema>;

const savedSchema = z.object({
  version: z.number(),
  title: z.string(),
  /** The name of whoever saved that version. */
  savedBy: z.string(),
  savedAt: z.string(),
});

export const briefingVersionItemSchema = savedSchema.extend({ sections: z.number() });
export type BriefingVersionItem = z.infer<typeof briefingVersionItemSchema>;
export const briefingVersionsSchema = listOf(briefingVersionItemSchema);

/** Null where it is no monthly report. */
const report = reportSchema.nullable();

export const briefingItemSchema = briefingVersionItemSchema.extend({ id: z.number(), report });
export type BriefingItem = z.infer<typeof briefingItemSchema>;
export const briefingsSchema = listOf(briefingItemSchema);

/** A briefing as one of its versions says it. */
export const briefingSchema = savedSchema.extend({
  id: z.number(),
  sections: z.array(sectionSchema),
  report,
});
export type Briefing = z.infer<typeof briefingSchema>;
