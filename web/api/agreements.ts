import type { AgreementDraft } from '../../domain/access-responses.ts';
import { agreementSchema, agreementsSchema } from '../../domain/access-responses.ts';
import { requestJson } from './request.ts';

/** Agreements one may see, what is in force between whom, and what a new one may begin from. */
export const listAgreements = (signal: AbortSignal) =>
  requestJson('/api/agreements', agreementsSchema, { signal });

export const offerAgreement = (draft: AgreementDraft) =>
  requestJson('/api/agreements', agreementSchema, { method: 'POST', body: draft });

export type AgreementAct = 'accept' | 'decline' | 'revoke';

export const actOnAgreement = (id: number, act: AgreementAct) =>
  requestJson(`/api/agreements/${id}/${act}`, agreementSchema, { method: 'POST' });
