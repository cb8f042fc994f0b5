import type { PersonQuestion } from '../../domain/person-search.ts';
import { personHitsSchema } from '../../domain/person-search.ts';
import { requestJson } from './request.ts';

/** Looks for a person by name; that it was done, for which case and why, is in the audit log. */
export const searchPersons = (question: PersonQuestion) =>
  requestJson('/api/person-search', personHitsSchema, { method: 'POST', body: question });
