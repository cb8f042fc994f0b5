import type { Request } from 'express';
import { Router } from 'express';
import {
  embedDraftSchema,
  embedLinkDraftSchema,
  LINK_DAYS,
  snapshotDraftSchema,
} from '../../domain/snapshots.ts';
import { readRegionPolicy } from '../access/region-policy-read-model.ts';
import type { Database } from '../database/connection.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { readYears } from './count-year.ts';
import { readEmbeds } from './embeds-read-model.ts';
import { makeEmbed, makeEmbedLink, takeBackEmbed } from './embeds-service.ts';
import { publisherOf } from './publisher-of.ts';
import { readSnapshots } from './snapshots-read-model.ts';
import { isOver, makeSnapshot, noSuchSnapshot, release, removeSnapshot } from './snapshots-service.ts';

const EMBED =
  '{"title", "from": year, "to": year, "way": "source", "time" or "type", "area": code or "all", "sites": [origins], "days": number or null, "language": "en" or "es", "signedOnly": true or false}';
const LINK = `{"days": ${LINK_DAYS.join(' or ')}}`;

export interface SnapshotsContext {
  /** What links to pages for chosen readers are signed with. */
  readonly linkKey: Buffer;
  /** See {@link makeEmbed}. */
  readonly picturesAt: string | null;
}

/**
 * What an agency publishes: `/api/snapshots`, its counts by year, and `/api/embeds`, pages for other sites made of those that are
 * released. Fresh: they change without records changing.
 */
export function createSnapshotsRoutes(database: Database, { linkKey, picturesAt }: SnapshotsContext): Router {
  const router = Router();
  router.use(['/api/snapshots', '/api/embeds'], jsonBody('20kb'));

  router.get('/api/snapshots', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { publisher, read } = await publisherOf(database, request, response, 'look');
    const items = await readSnapshots(database.knex, publisher.agencyId, publisher.account.id);
    const years = await read((scoped) => readYears(scoped, publisher.agency));
    const { leastPublished, secondPersonReleases } = await readRegionPolicy(database.knex);
    const { name, state } = publisher.own;
    const settled = { agency: { name, state }, leastPublished, secondPersonReleases };
    sendFresh(response, { items, total: items.length, next: null, years: years.filter(isOver), ...settled });
  });

  router.post('/api/snapshots', async (request, response) => {
    const { publisher, read } = await publisherOf(database, request, response, 'make');
    const { year } = namedBodyOf(request, snapshotDraftSchema, '{"year": the year of recovery}');
    const id = await makeSnapshot(database, read, publisher, year);
    response.status(201).location(`/api/snapshots/${id}`);
    sendFresh(response, { id });
  });

  router.post('/api/snapshots/:id/release', async (request, response) => {
    const { publisher } = await publisherOf(database, request, response, 'make');
    await release(database, publisher, snapshotId(request));
    response.status(204).end();
  });

  router.delete('/api/snapshots/:id', async (request, response) => {
    const { publisher } = await publisherOf(database, request, response, 'make');
    await removeSnapshot(database, publisher, snapshotId(request));
    response.status(204).end();
  });

  router.get('/api/embeds', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { publisher } = await publisherOf(database, request, response, 'look');
    const items = await readEmbeds(database.knex, publisher.agencyId);
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.post('/api/embeds', async (request, response) => {
    const { publisher } = await publisherOf(database, request, response, 'make');
    const draft = namedBodyOf(request, embedDraftSchema, EMBED);
    const id = await makeEmbed(database, publisher, draft, picturesAt);
    response.status(201).location(`/embed/${id}`);
    sendFresh(response, { id });
  });

  router.post('/api/embeds/:id/links', async (request, response) => {
    const { publisher } = await publisherOf(database, request, response, 'make');
    const { days } = namedBodyOf(request, embedLinkDraftSchema, LINK);
    const link = await makeEmbedLink(database, linkKey, publisher, String(request.params.id), days);
    response.status(201);
    sendFresh(response, link);
  });

  router.delete('/api/embeds/:id', async (request, response) => {
    const { publisher } = await publisherOf(database, request, response, 'make');
    await takeBackEmbed(database, publisher, String(request.params.id));
    response.status(204).end();
  });

  return router;
}

function snapshotId(request: Request): number {
  const id = pathId(request);
  if (id === null) throw noSuchSnapshot(String(request.params.id));
  return id;
}
