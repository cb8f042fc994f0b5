import type { Request } from 'express';
import { Router } from 'express';
import type { Account } from '../../domain/access.ts';
import { approvalSchema } from '../../domain/briefing-schedules.ts';
import type { Briefing } from '../../domain/briefings.ts';
import { briefingChangeSchema, briefingDraftSchema, viewDraftSchema } from '../../domain/briefings.ts';
import { told } from '../../domain/languages/told.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { decideReport } from './approval-service.ts';
import { readBriefing, readBriefings, readVersions, readViews } from './briefings-read-model.ts';
import {
  changeBriefing,
  makeBriefing,
  noSuchBriefing,
  noSuchView,
  removeBriefing,
  removeView,
  saveView,
} from './briefings-service.ts';

const VIEW = '{"name", "query": the query of the page\'s address, "note"}';
const SECTIONS = '"title", "sections": [{"heading", "text", "query": as in a view, or null}]';
const APPROVAL = '{"decision": "approved" or "declined", "version": the one read}';

/**
 * Saved views under `/api/views` and briefings under `/api/briefings`, each agency's own. Fresh: they change without records
 * changing. They hold no records: what they show is asked for by whoever looks, within their own scope.
 */
export function createBriefingsRoutes(database: Database): Router {
  const router = Router();
  router.use(['/api/views', '/api/briefings'], jsonBody('1mb'));
  addViewRoutes(router, database);
  addReadRoutes(router, database);

  router.post('/api/briefings', async (request, response) => {
    const account = await writerOf(database, request);
    const draft = namedBodyOf(request, briefingDraftSchema, `{${SECTIONS}}`);
    const id = await makeBriefing(database, account, draft);
    response.status(201).location(`/api/briefings/${id}`);
    sendFresh(response, await readOne(database, account, id));
  });

  router.put('/api/briefings/:id', async (request, response) => {
    const account = await writerOf(database, request);
    const id = briefingId(request);
    const change = namedBodyOf(request, briefingChangeSchema, `{"version": the one read, ${SECTIONS}}`);
    await changeBriefing(database, account, id, change);
    sendFresh(response, await readOne(database, account, id));
  });

  router.post('/api/briefings/:id/approval', async (request, response) => {
    const account = await writerOf(database, request);
    const id = briefingId(request);
    await decideReport(database, account, id, namedBodyOf(request, approvalSchema, APPROVAL));
    sendFresh(response, await readOne(database, account, id));
  });

  router.delete('/api/briefings/:id', async (request, response) => {
    const account = await writerOf(database, request);
    await removeBriefing(database, account, briefingId(request));
    response.status(204).end();
  });

  return router;
}

function addViewRoutes(router: Router, database: Database): void {
  router.get('/api/views', async (request, response) => {
    const { agencyId } = await readerOf(database, request);
    const items = await readViews(database.knex, agencyId);
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.post('/api/views', async (request, response) => {
    const account = await writerOf(database, request);
    const id = await saveView(database, account, namedBodyOf(request, viewDraftSchema, VIEW));
    const [view] = await readViews(database.knex, account.agencyId, id);
    response.status(201).location(`/api/views/${id}`);
    sendFresh(response, view);
  });

  router.delete('/api/views/:id', async (request, response) => {
    const account = await writerOf(database, request);
    const id = pathId(request);
    if (id === null) throw noSuchView(String(request.params.id));
    await removeView(database, account, id);
    response.status(204).end();
  });
}

function addReadRoutes(router: Router, database: Database): void {
  router.get('/api/briefings', async (request, response) => {
    const { agencyId, id } = await readerOf(database, request);
    const items = await readBriefings(database.knex, agencyId, id);
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.get('/api/briefings/:id', async (request, response) => {
    const account = await readerOf(database, request);
    sendFresh(response, await readOne(database, account, briefingId(request)));
  });

  router.get('/api/briefings/:id/versions', async (request, response) => {
    const { agencyId } = await readerOf(database, request);
    const id = briefingId(request);
    const items = await readVersions(database.knex, agencyId, id);
    if (items.length === 0) throw noSuchBriefing(id);
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.get('/api/briefings/:id/versions/:version', async (request, response) => {
    const { agencyId, id: accountId } = await readerOf(database, request);
    const [id, version] = [briefingId(request), versionOf(request)];
    const briefing = await readBriefing(database.knex, agencyId, id, { version, accountId });
    if (briefing === null)
      throw notFound(told('Your agency has no briefing {id} with a version {version}.', { id, version }));
    sendFresh(response, briefing);
  });
}

/** Whoever may read: all who see the map, and auditors, who only read. */
async function readerOf(database: Database, request: Request): Promise<Account> {
  onlyParameters(queryOf(request), []);
  return (await accessOfRequest(database, request, ['view', 'audit'])).account;
}

const writerOf = async (database: Database, request: Request): Promise<Account> =>
  (await accessOfRequest(database, request, 'brief')).account;

async function readOne({ knex }: Database, account: Account, id: number): Promise<Briefing> {
  const briefing = await readBriefing(knex, account.agencyId, id, { accountId: account.id });
  if (briefing === null) throw noSuchBriefing(id);
  return briefing;
}

function briefingId(request: Request): number {
  const id = pathId(request);
  if (id === null) throw noSuchBriefing(String(request.params.id));
  return id;
}

function versionOf({ params: { version } }: Request): number {
  if (typeof version === 'string' && /^\d{1,9}$/.test(version)) return Number(version);
  throw notFound('There is no version of that number.');
}
