import { z } from 'zod';
import type { WatchDraft } from '../../domain/watches.ts';
import { inboxSchema, watchesSchema } from '../../domain/watches.ts';
import { requestDone, requestJson } from './request.ts';

export const getWatches = (signal: AbortSignal) => requestJson('/api/watches', watchesSchema, { signal });

export const addWatch = (draft: WatchDraft) => requestDone('/api/watches', { method: 'POST', body: draft });

export const removeWatch = (id: number) => requestDone(`/api/watches/${id}`, { method: 'DELETE' });

/** What one's watches found. */
export const getInbox = (signal: AbortSignal) => requestJson('/api/inbox', inboxSchema, { signal });

const unreadSchema = z.object({ unread: z.number() });
export const getUnread = (signal: AbortSignal) => requestJson('/api/inbox/unread', unreadSchema, { signal });

/** Marks all up to a finding as read. */
export const markInboxRead = (upTo: number) =>
  requestDone('/api/inbox/read', { method: 'POST', body: { upTo } });
