import type { Request, RequestHandler, Response } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { Access } from '../access/scope-of-request.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { baseUrl } from '../http/base-url.ts';
import { choiceParameter, onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import type { AnswerTile } from '../tiles/answer-tile.ts';
import type { OgcCollection } from './ogc-collections.ts';
import { OGC_COLLECTIONS } from './ogc-collections.ts';
import {
  CONFORMS_TO,
  collectionDocument,
  conformanceDocument,
  landingDocument,
  queryablesDocument,
} from './ogc-documents.ts';
import { sendItem, sendItems } from './ogc-items.ts';
import type { OgcLink } from './ogc-link.ts';
import { formLinks, JSON_TYPE, OPENAPI_TYPE, SCHEMA_TYPE } from './ogc-link.ts';
import { ogcOpenApi, ogcPaths } from './ogc-openapi.ts';
import {
  apiPage,
  collectionPage,
  collectionsPage,
  conformancePage,
  landingPage,
  OGC_STYLE,
} from './ogc-page.ts';
import {
  TILE_MATRIX_SET,
  tileMatrixSetDocument,
  tileMatrixSetsDocument,
  tilesetDocument,
  tilesetsDocument,
} from './ogc-tile-documents.ts';

const tileParts = z.object({ z: z.string(), x: z.string(), y: z.string() });

/** A request as every route of the API looks at it. */
export interface OgcRequest {
  readonly database: Database;
  readonly request: Request;
  readonly response: Response;
  /** The address of `/ogc`. */
  readonly root: string;
  /** The address asked for, with its parameters. */
  readonly address: string;
  /** A document for programs, or a page for people. */
  readonly form: 'json' | 'html';
}

/**
 * OGC API - Features (parts 1 and 3) and - Tiles under `/ogc`: what map programs read. What the API can do is told to everybody; what
 * is in it to whoever is signed in, within their scope.
 */
export function createOgcRoutes(database: Database, answerTile: AnswerTile): Router {
  const router = Router();
  const get = (path: string, answer: (asked: OgcRequest) => Promise<void> | void): void => {
    router.get(path, (request, response) => answer(ogcRequest(database, request, response)));
  };
  router.get('/ogc/style.css', style);
  get('/ogc', landing);
  get('/ogc/conformance', conformance);
  get('/ogc/api', api);
  get('/ogc/collections', collections);
  get('/ogc/collections/:collection', collection);
  get('/ogc/collections/:collection/queryables', queryables);
  get('/ogc/collections/:collection/items', async (asked) =>
    sendItems(asked, await readableCollection(asked)),
  );
  get('/ogc/collections/:collection/items/:feature', async (asked) =>
    sendItem(asked, await readableCollection(asked), String(asked.request.params.feature)),
  );
  get('/ogc/tileMatrixSets', (asked) => sendDocument(asked, tileMatrixSetsDocument(asked.root)));
  get(`/ogc/tileMatrixSets/${TILE_MATRIX_SET}`, (asked) => sendDocument(asked, tileMatrixSetDocument()));
  get('/ogc/collections/:collection/tiles', tilesets);
  get(`/ogc/collections/:collection/tiles/${TILE_MATRIX_SET}`, tileset);
  get(`/ogc/collections/:collection/tiles/${TILE_MATRIX_SET}/:z/:y/:x`, async (asked) => {
    const { tiles: layer } = tiled((await readableCollection(asked)).collection);
    await answerTile(asked.request, asked.response, layer, tileParts.parse(asked.request.params));
  });
  return router;
}

function ogcRequest(database: Database, request: Request, response: Response): OgcRequest {
  const base = baseUrl(request);
  const wanted = choiceParameter(queryOf(request), 'f', ['auto', 'json', 'html']);
  const form = wanted === 'auto' ? (request.accepts(['json', 'html']) === 'html' ? 'html' : 'json') : wanted;
  response.vary('Accept').set('Cache-Control', 'private, no-cache');
  const address = `${base}${request.originalUrl}`;
  return { database, request, response, root: `${base}/ogc`, address, form };
}

/** A document, which has no page of its own. */
function sendDocument({ request, response }: OgcRequest, document: object, type = JSON_TYPE): void {
  onlyParameters(queryOf(request), ['f']);
  response.type(type).send(JSON.stringify(document));
}

/** A document or the page that tells the same. */
function sendEither(asked: OgcRequest, document: object, page: () => string, type = JSON_TYPE): void {
  if (asked.form === 'json') {
    sendDocument(asked, document, type);
    return;
  }
  onlyParameters(queryOf(asked.request), ['f']);
  asked.response.type('html').send(page());
}

const style: RequestHandler = (_request, response) => {
  response.type('css').set('Cache-Control', 'public, max-age=3600').send(OGC_STYLE);
};

const linksOf = ({ address, form }: OgcRequest, type = JSON_TYPE): readonly OgcLink[] =>
  formLinks(address, form, type);

function landing(asked: OgcRequest): void {
  const document = landingDocument(asked.root, linksOf(asked));
  sendEither(asked, document, () => landingPage(asked.root, document.links));
}

function conformance(asked: OgcRequest): void {
  const document = conformanceDocument(linksOf(asked));
  sendEither(asked, document, () => conformancePage(asked.root, CONFORMS_TO));
}

/** Told to everybody, since programs read it before they sign in: it says what can be asked, and nothing of what is in it. */
function api(asked: OgcRequest): void {
  const document = ogcOpenApi(asked.root, OGC_COLLECTIONS);
  const paths = Object.entries(ogcPaths(OGC_COLLECTIONS)).map(([path, { says }]) => ({ path, says }));
  sendEither(asked, document, () => apiPage(asked.root, paths), OPENAPI_TYPE);
}

async function collections(asked: OgcRequest): Promise<void> {
  const { capabilities } = await accessOfRequest(asked.database, asked.request, 'view');
  const readable = OGC_COLLECTIONS.filter(({ needs }) => capabilities.includes(needs));
  const document = {
    links: linksOf(asked),
    collections: readable.map((one) => collectionDocument(asked.root, one, [])),
  };
  sendEither(asked, document, () => collectionsPage(asked.root, readable));
}

async function collection(asked: OgcRequest): Promise<void> {
  const { collection: one } = await readableCollection(asked);
  const document = collectionDocument(asked.root, one, linksOf(asked));
  sendEither(asked, document, () => collectionPage(asked.root, one, document.links));
}

async function queryables(asked: OgcRequest): Promise<void> {
  const { collection: one } = await readableCollection(asked);
  sendDocument(asked, queryablesDocument(asked.root, one), SCHEMA_TYPE);
}

async function tilesets(asked: OgcRequest): Promise<void> {
  const { collection: one } = await readableCollection(asked);
  sendDocument(asked, tilesetsDocument(asked.root, tiled(one), linksOf(asked)));
}

async function tileset(asked: OgcRequest): Promise<void> {
  const { collection: one } = await readableCollection(asked);
  sendDocument(asked, tilesetDocument(asked.root, tiled(one), linksOf(asked)));
}

/** A collection, and who asks for it. */
export interface Readable {
  readonly collection: OgcCollection;
  readonly access: Access;
}

/** The collection of an address; 401 and 403 where whoever asks may not read it. */
async function readableCollection({ database, request }: OgcRequest): Promise<Readable> {
  const found = OGC_COLLECTIONS.find(({ id }) => id === request.params.collection);
  // Whoever is not signed in is not told either which collections there are.
  const access = await accessOfRequest(database, request, found?.needs ?? 'view');
  if (found !== undefined) return { collection: found, access };
  const known = OGC_COLLECTIONS.map(({ id }) => id).join(', ');
  throw notFound(
    told('There is no collection "{name}". There are {known}.', {
      name: String(request.params.collection),
      known,
    }),
  );
}

type Tiled = OgcCollection & { readonly tiles: NonNullable<OgcCollection['tiles']> };

function tiled(one: OgcCollection): Tiled {
  const { tiles } = one;
  if (tiles === null) throw notFound(told('{collection} has no tiles.', { collection: one.id }));
  return { ...one, tiles };
}
