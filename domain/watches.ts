/** Watches: saved questions about new guns, asked again after each import. What the API takes and answers, as schemas. */
import { z } from 'zod';

export const LONGEST_WATCH_NAME = 100;
/** As many as one account may have: each costs time after every import. */
export const MOST_WATCHES = 50;
/** As many guns of a finding as are kept one by one; the others are counted. */
export const MOST_FOUND_GUNS = 100;

/** What is sent to watch for new guns of a filter, given as query parameters. */
export const watchDraftSchema = z.object({ name: z.string(), filter: z.string(), byMail: z.boolean() });
export type WatchDraft = z.input<typeof watchDraftSchema>;

export const watchSchema = z.object({
  id: z.number(),
  name: z.string(),
  filter: z.string(),
  byMail: z.boolean(),
  createdAt: z.string(),
  /** Null where no import came since it was made. */
  checkedAt: z.string().nullable(),
  /** Why it could not be checked; null where it could. */
  problem: z.string().nullable(),
  /** New guns found so far. */
  guns: z.number(),
});
export type Watch = z.infer<typeof watchSchema>;

export const watchesSchema = z.object({
  items: z.array(watchSchema),
  total: z.number(),
  next: z.null(),
  /** Whether this installation sends e-mail. */
  sendsMail: z.boolean(),
});
export type Watches = z.infer<typeof watchesSchema>;

/** A gun that was found, as far as it may still be seen. */
export const foundGunSchema = z.object({
  recovery: z.number(),
  agency: z.string(),
  recoveredOn: z.string().nullable(),
  place: z.string().nullable(),
  timeToCrimeDays: z.number().nullable(),
});
export type FoundGun = z.infer<typeof foundGunSchema>;

export const findingSchema = z.object({
  id: z.number(),
  watch: z.object({ id: z.number(), name: z.string(), filter: z.string() }),
  foundAt: z.string(),
  guns: z.number(),
  isRead: z.boolean(),
  /** The newest of them that may still be seen, at most {@link MOST_FOUND_GUNS}. */
  list: z.array(foundGunSchema),
});
export type Finding = z.infer<typeof findingSchema>;

export const inboxSchema = z.object({
  items: z.array(findingSchema),
  total: z.number(),
  next: z.null(),
  unread: z.number(),
});
export type Inbox = z.infer<typeof inboxSchema>;
