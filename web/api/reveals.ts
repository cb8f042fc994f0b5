import type { ContactDraft } from '../../domain/reveals.ts';
import { contactRequestSchema, contactRequestsSchema, revealsSchema } from '../../domain/reveals.ts';
import { requestJson } from './request.ts';

/** What only the data of several agencies together shows. */
export const getReveals = (signal: AbortSignal) => requestJson('/api/reveals', revealsSchema, { signal });

/** Requests for contact that one's agency made, and for its stewards those it was sent. */
export const listContactRequests = (signal: AbortSignal) =>
  requestJson('/api/contact-requests', contactRequestsSchema, { signal });

export const askForContact = (draft: ContactDraft) =>
  requestJson('/api/contact-requests', contactRequestSchema, { method: 'POST', body: draft });

export const answerContact = (id: number) =>
  requestJson(`/api/contact-requests/${id}/answer`, contactRequestSchema, { method: 'POST' });
