import { Router } from 'express';
import { GUN_RECORD_KINDS } from '../../domain/guns/gun-life.ts';
import { told } from '../../domain/languages/told.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { readGunLife } from './gun-life-read-model.ts';

/**
 * `GET /api/guns/:kind/:id`: the gun of a record with all that is recorded of it in scope. No address and no answer has
 * anything by which the gun could be named. Each record told counts as opened.
 */
export function createGunsRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/guns/:kind/:id', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account, read } = await callerOf(database, request, response, 'records');
    const id = pathId(request);
    const kind = GUN_RECORD_KINDS.find((one) => one === request.params.kind);
    if (kind === undefined) {
      throw notFound(
        told('Guns are found by a record of one of these kinds: {kinds}; not by "{kind}".', {
          kinds: GUN_RECORD_KINDS.join(', '),
          kind: String(request.params.kind),
        }),
      );
    }
    const found = id === null ? null : await read((scoped) => readGunLife(scoped, kind, id));
    if (found === null) {
      throw notFound(
        told('There is no {kind} {id}, or it is not shared with you.', {
          kind: kind.replace('_', ' '),
          id: String(request.params.id),
        }),
      );
    }
    for (const { kind: ofKind, id: ofId, agencyId } of found.told) {
      noteAuditEvent({
        database,
        actor: account.email,
        agencyId,
        action: 'record.viewed',
        subject: `${ofKind} ${ofId}`,
      });
    }
    sendFresh(response, found.life);
  });
  return router;
}
