import { Router } from 'express';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { personQuestionSchema } from '../../domain/person-search.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { badRequest } from '../errors.ts';
import { sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import { searchPersons } from './person-search-service.ts';

const WRONG: Readonly<Record<string, Told>> = {
  name: told('Give at least one word of the name, of two letters or more.'),
  birthDate: told('Give the birth date as YYYY-MM-DD, or none.'),
  caseNumber: told('Give the number of the case that this is for.'),
  reason: told('Say why, in five letters or more.'),
};

/** `POST /api/person-search`: nothing of the question is in the address. */
export function createPersonSearchRoutes(database: Database): Router {
  const router = Router();
  router.post('/api/person-search', jsonBody('10kb'), async (request, response) => {
    const access = await accessOfRequest(database, request, 'persons');
    onlyParameters(queryOf(request), []);
    const question = personQuestionSchema.safeParse(request.body);
    if (!question.success) {
      const parameter = String(question.error.issues[0]?.path[0] ?? '');
      throw badRequest(
        WRONG[parameter] ??
          told('Send {"name", "birthDate", "caseNumber", "reason"} as JSON; birthDate may be null.'),
        { parameter },
      );
    }
    const signal = abandonSignal(response);
    sendFresh(response, await searchPersons(database, { ...access, signal }, question.data));
  });
  return router;
}
