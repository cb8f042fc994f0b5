/** How tiles are offered by the OGC API: the same bytes as under /tiles, by other addresses. */
import { LAYERS } from '../../tiles/layers.ts';
import type { OgcCollection } from './ogc-collections.ts';
import type { OgcLink } from './ogc-link.ts';
import { JSON_TYPE, MVT_TYPE } from './ogc-link.ts';

export const TILE_MATRIX_SET = 'WebMercatorQuad';
const TILE_MATRIX_SET_URI = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';

/** The tiles of a collection: what they hold, and where they are. */
export function tilesetDocument(root: string, collection: OgcCollection, links: readonly OgcLink[]) {
  if (collection.tiles === null) throw new Error(`${collection.id} has no tiles.`);
  const layer = LAYERS[collection.tiles];
  const address = `${root}/collections/${collection.id}/tiles/${TILE_MATRIX_SET}`;
  return {
    title: collection.title,
    description: layer.description,
    dataType: 'vector',
    crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
    tileMatrixSetURI: TILE_MATRIX_SET_URI,
    tileMatrixSetLimits: Array.from({ length: layer.maxZoom - layer.minZoom + 1 }, (_, index) => {
      const z = layer.minZoom + index;
      return {
        tileMatrix: String(z),
        minTileRow: 0,
        maxTileRow: 2 ** z - 1,
        minTileCol: 0,
        maxTileCol: 2 ** z - 1,
      };
    }),
    layers: [{ id: layer.id, dataType: 'vector', propertiesSchema: schemaOfTiles(layer.fields) }],
    links: [
      ...links,
      {
        href: `${address}/{tileMatrix}/{tileRow}/{tileCol}`,
        rel: 'item',
        type: MVT_TYPE,
        title: 'A tile',
        templated: true,
      },
      {
        href: `${root}/tileMatrixSets/${TILE_MATRIX_SET}`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
        type: JSON_TYPE,
        title: 'How tiles are cut',
      },
    ],
  };
}

const schemaOfTiles = (fields: Readonly<Record<string, string>>) => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [name, { description }]),
  ),
});

export const tilesetsDocument = (root: string, collection: OgcCollection, links: readonly OgcLink[]) => ({
  links,
  tilesets: [
    {
      title: collection.title,
      dataType: 'vector',
      crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
      tileMatrixSetURI: TILE_MATRIX_SET_URI,
      links: [
        {
          href: `${root}/collections/${collection.id}/tiles/${TILE_MATRIX_SET}`,
          rel: 'self',
          type: JSON_TYPE,
          title: collection.title,
        },
      ],
    },
  ],
});

export const tileMatrixSetsDocument = (root: string) => ({
  tileMatrixSets: [
    {
      id: TILE_MATRIX_SET,
      title: 'Web Mercator, four tiles for one of the zoom before',
      uri: TILE_MATRIX_SET_URI,
      links: [
        {
          href: `${root}/tileMatrixSets/${TILE_MATRIX_SET}`,
          rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
          type: JSON_TYPE,
          title: 'Its definition',
        },
      ],
    },
  ],
});

const HALF_WIDTH_METRES = 20_037_508.342789244;
const TILE_PIXELS = 256;
/** A pixel of the standard, in metres. */
const PIXEL_METRES = 0.000_28;
const MOST_ZOOM = 24;

/** WebMercatorQuad (OGC 17-083r4, annex D). */
export const tileMatrixSetDocument = () => ({
  id: TILE_MATRIX_SET,
  title: 'Web Mercator, four tiles for one of the zoom before',
  uri: TILE_MATRIX_SET_URI,
  crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
  orderedAxes: ['X', 'Y'],
  wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  tileMatrices: Array.from({ length: MOST_ZOOM + 1 }, (_, zoom) => {
    const cellSize = (2 * HALF_WIDTH_METRES) / TILE_PIXELS / 2 ** zoom;
    return {
      id: String(zoom),
      scaleDenominator: cellSize / PIXEL_METRES,
      cellSize,
      pointOfOrigin: [-HALF_WIDTH_METRES, HALF_WIDTH_METRES],
      tileWidth: TILE_PIXELS,
      tileHeight: TILE_PIXELS,
      matrixWidth: 2 ** zoom,
      matrixHeight: 2 ** zoom,
    };
  }),
});
