import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { NotedEvent } from '../audit/noted-events.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';
import { notFound } from '../errors.ts';
import { exportNotice } from '../exports/export-pages.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import type { OgcFeature } from './feature-source.ts';
import { itemsQuestion, ownParametersOf, ownQueryOf } from './items-question.ts';
import { formLinks, GEOJSON_TYPE, JSON_TYPE, withParameters } from './ogc-link.ts';
import { itemPage, itemsPage } from './ogc-page.ts';
import type { OgcRequest, Readable } from './ogc-routes.ts';

/** Page after page of what is in a collection. */
export async function sendItems(asked: OgcRequest, readable: Readable): Promise<void> {
  const { collection } = readable;
  const { request, response, root, address, form } = asked;
  const question = itemsQuestion(collection, queryOf(request));
  const page = await readNoted(
    asked,
    readable,
    (read) => collection.source.find(read, question),
    ({ features }) => features,
    { action: 'features.read', subject: collection.id },
  );
  const next = page.next === null ? null : withParameters(address, { after: page.next });
  if (form === 'html') {
    response
      .type('html')
      .send(itemsPage(root, collection, { ...page, next, query: ownQueryOf(collection, queryOf(request)) }));
    return;
  }
  const links = [
    ...formLinks(address, form, GEOJSON_TYPE),
    ...(next === null ? [] : [{ href: next, rel: 'next', type: GEOJSON_TYPE, title: 'The next page' }]),
    collectionLink(root, collection.id),
  ];
  response.type(GEOJSON_TYPE).send(
    JSON.stringify({
      type: 'FeatureCollection',
      numberMatched: page.matched,
      numberReturned: page.features.length,
      features: page.features.map(asGeoJson),
      links,
      ...(collection.layer !== null && {
        notice: exportNotice(collection.layer, question.asked.hotspots).whole,
      }),
    }),
  );
}

/** One feature of a collection. */
export async function sendItem(asked: OgcRequest, readable: Readable, id: string): Promise<void> {
  const { collection } = readable;
  const { request, response, root, address, form } = asked;
  const query = queryOf(request);
  onlyParameters(query, ['f', ...ownParametersOf(collection)]);
  const question = itemsQuestion(collection, query);
  const feature = await readNoted(
    asked,
    readable,
    (read) => collection.source.one(read, question.asked, id),
    (found) => (found === null ? [] : [found]),
    collection.isOfRecords
      ? { action: 'record.viewed', subject: `recovery ${id}` }
      : { action: 'features.read', subject: collection.id },
  );
  if (feature === null) {
    throw notFound(
      told('There is no {id} in {collection}, or it is not shared with you.', {
        id,
        collection: collection.id,
      }),
    );
  }
  if (form === 'html') {
    response.type('html').send(itemPage(root, collection, feature));
    return;
  }
  const links = [...formLinks(address, form, GEOJSON_TYPE), collectionLink(root, collection.id)];
  response.type(GEOJSON_TYPE).send(JSON.stringify({ ...asGeoJson(feature), links }));
}

const collectionLink = (root: string, id: string) => ({
  href: `${root}/collections/${id}`,
  rel: 'collection',
  type: JSON_TYPE,
  title: 'The collection',
});

const asGeoJson = ({ id, geometry, properties }: OgcFeature) => ({
  type: 'Feature',
  id,
  geometry,
  properties,
});

const agencyRow = z.object({ id: z.number(), code: z.string() });

/** Reads within the scope of whoever asks, and notes for the audit log that they did: of records, for each agency whose they are. */
async function readNoted<Found>(
  { database, response }: OgcRequest,
  { collection, access: { account, scope } }: Readable,
  read: (scoped: ScopedRead) => Promise<Found>,
  featuresOf: (found: Found) => readonly OgcFeature[],
  noted: Pick<NotedEvent, 'action' | 'subject'>,
): Promise<Found> {
  const signal = abandonSignal(response);
  const { found, owners } = await withScope(database, scope, { signal }, async (scoped) => {
    const result = await read(scoped);
    const codes = new Set(featuresOf(result).map(({ properties }) => properties.agency));
    if (!collection.isOfRecords) return { found: result, owners: [account.agencyId] };
    const agencies = await selectRows(scoped.trx, agencyRow, 'SELECT id, code FROM agency');
    return { found: result, owners: agencies.filter(({ code }) => codes.has(code)).map(({ id }) => id) };
  });
  for (const agencyId of owners) noteAuditEvent({ database, actor: account.email, agencyId, ...noted });
  return found;
}
