import type { ColumnType } from '../../domain/exports/export-column.ts';
import { MOST_FEATURES, ownParametersOf } from './items-question.ts';
import type { OgcCollection } from './ogc-collections.ts';
import { DESCRIPTION, TITLE } from './ogc-documents.ts';
import { GEOJSON_TYPE, JSON_TYPE, MVT_TYPE, OPENAPI_TYPE, SCHEMA_TYPE } from './ogc-link.ts';

interface Told {
  readonly says: string;
  readonly type: string;
  readonly parameters: readonly object[];
}

const pathParameter = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

const queryParameter = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

const list = (items: object, most: number) => ({
  ...queryParameter('bbox', 'West, south, east, north in degrees.', {
    type: 'array',
    items,
    minItems: 4,
    maxItems: most,
  }),
  style: 'form',
  explode: false,
});

const STANDARD_PARAMETERS = [
  queryParameter('limit', 'How many features a page holds.', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_FEATURES,
    default: 100,
  }),
  list({ type: 'number' }, 6),
  queryParameter('datetime', 'A day, or an interval like 2025-01-01/2025-06-30; `..` for no end.'),
  queryParameter('filter', 'CQL2 text over the queryables of the collection.'),
  queryParameter('filter-lang', 'The language of the filter.', { type: 'string', enum: ['cql2-text'] }),
  queryParameter('after', 'From the `next` link of an earlier page.'),
];

const SCHEMA_OF: Readonly<Record<ColumnType, object>> = {
  integer: { type: 'integer' },
  real: { type: 'number' },
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
};

function itemsParameters(collection: OgcCollection): readonly object[] {
  const own = ownParametersOf(collection);
  const { columns, queryable } = collection.source;
  return [
    ...STANDARD_PARAMETERS,
    ...own.map((name) => queryParameter(name, 'As in the filter of the page.')),
    ...columns
      .filter(({ name }) => queryable.has(name) && !own.includes(name))
      .map(({ name, means, type }) => queryParameter(name, means, SCHEMA_OF[type])),
  ];
}

/** What the API answers, by the path of each address. */
export function ogcPaths(collections: readonly OgcCollection[]): Readonly<Record<string, Told>> {
  const plain = (says: string, type = JSON_TYPE): Told => ({ says, type, parameters: [] });
  return {
    '/': plain('Where everything else is.'),
    '/conformance': plain('Which parts of the standards hold here.'),
    '/api': plain('This description.', OPENAPI_TYPE),
    '/collections': plain('The collections you may read.'),
    ...Object.fromEntries(collections.flatMap((collection) => pathsOf(collection))),
    '/tileMatrixSets': plain('How tiles are cut.'),
    '/tileMatrixSets/WebMercatorQuad': plain('Web Mercator, four tiles for one of the zoom before.'),
  };
}

function pathsOf(collection: OgcCollection): (readonly [string, Told])[] {
  const { id, title, tiles } = collection;
  const at = `/collections/${id}`;
  const paths: (readonly [string, Told])[] = [
    [at, { says: `${title}: what it holds and where.`, type: JSON_TYPE, parameters: [] }],
    [
      `${at}/items`,
      { says: `${title}, a page at a time.`, type: GEOJSON_TYPE, parameters: itemsParameters(collection) },
    ],
    [
      `${at}/items/{featureId}`,
      { says: 'One of them.', type: GEOJSON_TYPE, parameters: [pathParameter('featureId', 'Its id.')] },
    ],
    [`${at}/queryables`, { says: 'What a filter may ask of.', type: SCHEMA_TYPE, parameters: [] }],
  ];
  if (tiles === null) return paths;
  const parts = ['tileMatrix', 'tileRow', 'tileCol'];
  const tile = `${at}/tiles/WebMercatorQuad/${parts.map((part) => `{${part}}`).join('/')}`;
  return [
    ...paths,
    [`${at}/tiles`, { says: `${title} as vector tiles.`, type: JSON_TYPE, parameters: [] }],
    [`${at}/tiles/WebMercatorQuad`, { says: 'What the tiles hold.', type: JSON_TYPE, parameters: [] }],
    [
      tile,
      {
        says: 'A vector tile.',
        type: MVT_TYPE,
        parameters: parts.map((part) => pathParameter(part, 'A whole number.')),
      },
    ],
  ];
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** OpenAPI 3.0 of the OGC API, of the collections that whoever asks may read. */
export const ogcOpenApi = (root: string, collections: readonly OgcCollection[]) => ({
  openapi: '3.0.3',
  info: { title: TITLE, description: DESCRIPTION, version: '1.0.0' },
  servers: [{ url: root }],
  security: [{ token: [] }, { password: [] }],
  paths: Object.fromEntries(
    Object.entries(ogcPaths(collections)).map(([path, { says, type, parameters }]) => [
      path,
      {
        get: {
          operationId: operationId(path),
          summary: says,
          parameters,
          responses: {
            '200': { description: says, content: { [type]: { schema: { type: 'object' } } } },
            '400': problem('A parameter is wrong; its name is told.'),
            '401': problem('Nobody is signed in.'),
            '403': problem('Whoever is signed in may not see this.'),
            '404': problem('There is no such thing.'),
          },
        },
      },
    ]),
  ),
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'An access token of your account.' },
      password: {
        type: 'http',
        scheme: 'basic',
        description: 'Any name, with the access token as password.',
      },
    },
    schemas: {
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          parameter: { type: 'string' },
        },
      },
    },
  },
});

/** `/collections/dealers/items` as `get_collections_dealers_items`. */
const operationId = (path: string): string =>
  `get${path.replaceAll(/[{}]/g, '').replaceAll(/[^A-Za-z0-9]+/g, '_')}`.replace(/_$/, '');
