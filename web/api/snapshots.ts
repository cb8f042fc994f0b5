import { z } from 'zod';
import type { EmbedDraft, LinkDays } from '../../domain/snapshots.ts';
import { embedLinkSchema, embedsSchema, snapshotsSchema } from '../../domain/snapshots.ts';
import { requestDone, requestJson } from './request.ts';

export const getSnapshots = (signal: AbortSignal) =>
  requestJson('/api/snapshots', snapshotsSchema, { signal });

/** Makes the counts of a year ready to be released: takes a few seconds. */
export const makeSnapshot = (year: number) =>
  requestJson('/api/snapshots', z.object({ id: z.number() }), { method: 'POST', body: { year } });

export const releaseSnapshot = (id: number) =>
  requestDone(`/api/snapshots/${id}/release`, { method: 'POST' });

export const deleteSnapshot = (id: number) => requestDone(`/api/snapshots/${id}`, { method: 'DELETE' });

export const getEmbeds = (signal: AbortSignal) => requestJson('/api/embeds', embedsSchema, { signal });

export const makeEmbed = (draft: EmbedDraft) =>
  requestJson('/api/embeds', z.object({ id: z.string() }), { method: 'POST', body: draft });

/** Makes a link that opens a page for chosen readers for some days. */
export const makeEmbedLink = (id: string, days: LinkDays) =>
  requestJson(`/api/embeds/${id}/links`, embedLinkSchema, { method: 'POST', body: { days } });

export const takeBackEmbed = (id: string) => requestDone(`/api/embeds/${id}`, { method: 'DELETE' });
