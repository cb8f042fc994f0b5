import { CRS84 } from './items-question.ts';
import type { OgcCollection } from './ogc-collections.ts';
import type { OgcLink } from './ogc-link.ts';
import { GEOJSON_TYPE, HTML_TYPE, JSON_TYPE, OPENAPI_TYPE, SCHEMA_TYPE } from './ogc-link.ts';

export const TITLE = 'Tracemap';
export const DESCRIPTION =
  'Crime guns from first sale to recovery, as far as they are shared with whoever signs in. Traced guns are not a random sample of crime guns, and traced is not accused.';

/** Classes of requirements that hold here. */
export const CONFORMS_TO: readonly string[] = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
  'http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus',
  'http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions',
  'http://www.opengis.net/spec/cql2/1.0/conf/property-property',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt',
  'http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset',
];

export const landingDocument = (root: string, links: readonly OgcLink[]) => ({
  title: TITLE,
  description: DESCRIPTION,
  links: [
    ...links,
    {
      href: `${root}/api`,
      rel: 'service-desc',
      type: OPENAPI_TYPE,
      title: 'What can be asked, as OpenAPI 3.0',
    },
    {
      href: `${root}/api?f=html`,
      rel: 'service-doc',
      type: HTML_TYPE,
      title: 'What can be asked, as a page',
    },
    {
      href: `${root}/conformance`,
      rel: 'conformance',
      type: JSON_TYPE,
      title: 'What of the standards holds',
    },
    { href: `${root}/collections`, rel: 'data', type: JSON_TYPE, title: 'The collections' },
    {
      href: `${root}/tileMatrixSets`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes',
      type: JSON_TYPE,
      title: 'How tiles are cut',
    },
  ],
});

export const conformanceDocument = (links: readonly OgcLink[]) => ({ conformsTo: CONFORMS_TO, links });

/** West, south, east, north of where there is data: the United States with its territories. */
const EXTENT = [-180, -15, 180, 72];

export function collectionDocument(root: string, collection: OgcCollection, links: readonly OgcLink[]) {
  const { id, title, description, source, tiles } = collection;
  const address = `${root}/collections/${id}`;
  return {
    id,
    title,
    description,
    itemType: 'feature',
    ...(source.hasGeometry && { extent: { spatial: { bbox: [EXTENT], crs: CRS84 } } }),
    crs: [CRS84],
    links: [
      ...links,
      { href: `${address}/items`, rel: 'items', type: GEOJSON_TYPE, title: `${title} as GeoJSON` },
      { href: `${address}/items?f=html`, rel: 'items', type: HTML_TYPE, title: `${title} as a page` },
      {
        href: `${address}/queryables`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
        type: SCHEMA_TYPE,
        title: 'What a filter may ask of',
      },
      ...(tiles === null
        ? []
        : [
            {
              href: `${address}/tiles`,
              rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
              type: JSON_TYPE,
              title: `${title} as vector tiles`,
            },
          ]),
    ],
  };
}

const JSON_TYPES = {
  integer: { type: 'integer' },
  real: { type: 'number' },
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
} as const;

/** What a filter may ask of, as JSON Schema. */
export function queryablesDocument(root: string, { id, title, source }: OgcCollection) {
  const asked = source.columns.filter(({ name }) => source.queryable.has(name));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${root}/collections/${id}/queryables`,
    type: 'object',
    title,
    properties: {
      ...(source.hasGeometry && {
        geometry: { title: 'geometry', 'x-ogc-role': 'primary-geometry', format: 'geometry-any' },
      }),
      ...Object.fromEntries(
        asked.map(({ name, type, means }) => [
          name,
          { title: name, description: means, ...JSON_TYPES[type] },
        ]),
      ),
    },
    additionalProperties: false,
  };
}
