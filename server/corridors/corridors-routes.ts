import type { Request } from 'express';
import { Router } from 'express';
import type { Corridor, Corridors } from '../../domain/corridor.ts';
import { corridorDraftSchema } from '../../domain/corridor.ts';
import { told } from '../../domain/languages/told.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { definingOf } from '../defined/defining.ts';
import { notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf, scopedJson } from '../http/scoped-answer.ts';
import { withoutCorridors } from '../traces/resolve-corridors.ts';
import { countCorridors } from './corridor-counts.ts';
import { readCorridorPage } from './corridor-page-read-model.ts';
import { readCorridors } from './corridors-read-model.ts';
import { changeCorridor, createCorridor, removeCorridor } from './corridors-service.ts';
import { readSuggestedCorridors } from './suggested-corridors-read-model.ts';

/** Corridors, their pages and what may be one, under `/api/corridors`. What a filter itself says of corridors is left aside. */
export function createCorridorsRoutes(database: Database): Router {
  const router = Router();
  router.use('/api/corridors', jsonBody('1mb'));

  router.get(
    '/api/corridors',
    scopedJson(database, 'view', [], async (filter, scoped): Promise<Corridors> => {
      const corridors = await readCorridors(scoped.trx);
      const { counts, traced } = await countCorridors(scoped, withoutCorridors(filter), corridors);
      const items = corridors.map((corridor, index) => ({ ...corridor, count: counts[index] ?? 0 }));
      return { items, total: items.length, next: null, traced, notice: NOT_A_RANDOM_SAMPLE };
    }),
  );

  router.get(
    '/api/corridors/suggested',
    scopedJson(database, 'view', [], (filter, scoped) =>
      readSuggestedCorridors(scoped, withoutCorridors(filter), scoped.speech),
    ),
  );

  router.get('/api/corridors/:id', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'view');
    sendFresh(response, await read((scoped) => corridorOf(scoped, request)));
  });

  router.get(
    '/api/corridors/:id/page',
    scopedJson(database, 'view', [], async (filter, scoped, request) =>
      readCorridorPage(scoped, await corridorOf(scoped, request), filter),
    ),
  );

  router.post('/api/corridors', async (request, response) => {
    const { account, read } = await callerOf(database, request, response, 'define');
    const id = await createCorridor(database, definingOf(account), draftOf(request));
    response.status(201).location(`/api/corridors/${id}`);
    sendFresh(response, await read(({ trx }) => readOne(trx, id)));
  });

  router.put('/api/corridors/:id', async (request, response) => {
    const id = numberOf(request);
    const { account, read } = await callerOf(database, request, response, 'define');
    await changeCorridor(database, definingOf(account), id, draftOf(request));
    sendFresh(response, await read(({ trx }) => readOne(trx, id)));
  });

  router.delete('/api/corridors/:id', async (request, response) => {
    const id = numberOf(request);
    const { account } = await callerOf(database, request, response, 'define');
    await removeCorridor(database, definingOf(account), id);
    response.status(204).end();
  });

  return router;
}

const corridorOf = ({ trx }: ScopedRead, request: Request) => readOne(trx, numberOf(request));

async function readOne(trx: ScopedRead['trx'], id: number): Promise<Corridor> {
  const [corridor] = await readCorridors(trx, id);
  if (corridor === undefined)
    throw notFound(told('There is no corridor {id}. It may have been deleted.', { id }));
  return corridor;
}

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw notFound('There is no corridor of that number.');
  return id;
}

const DRAFT =
  '{"name", "note", "origins", "destinations"}, each origin and destination like {"level": "state", "code": "MD"}, {"level": "county", "code": "24510"} or {"level": "polygon", "geometry": POLYGON},';

const draftOf = (request: Request) => namedBodyOf(request, corridorDraftSchema, DRAFT);
