import type { Tile } from '../server/tiles/tile.ts';

/** The table whose points every server makes tiles of, and what it writes of each. */
export const POINT_TABLE = {
  schema: 'public',
  table: 'recovery',
  geometry: 'geom_3857',
  srid: 3857,
} as const;
const COLUMNS = { id: 'int4', firearm_type: 'text', time_to_crime_days: 'int2' } as const;

/** Another tile server: how it is started on a port, with no cache and no limit of features, and where its tiles are. */
export interface TileRival {
  /** The program's name; it reads the database's address from `DATABASE_URL`. */
  readonly program: string;
  /** Its configuration file: name and content. */
  readonly configFile: string;
  config(port: number): string;
  arguments(configPath: string): readonly string[];
  tilePath(tile: Tile): string;
}

/** https://github.com/CrunchyData/pg_tileserv, whose settings are in config/pg_tileserv.toml.example there. */
export const PG_TILESERV: TileRival = {
  program: 'pg_tileserv',
  configFile: 'pg_tileserv.toml',
  config: (port) => `HttpHost = "127.0.0.1"\nHttpPort = ${port}\nMaxFeaturesPerTile = -1\n`,
  arguments: (configPath) => ['--config', configPath],
  tilePath: ({ z, x, y }) =>
    `/${POINT_TABLE.schema}.${POINT_TABLE.table}/${z}/${x}/${y}.pbf?properties=${Object.keys(COLUMNS).join(',')}`,
};

/** https://maplibre.org/martin/config-file/; JSON is YAML too. */
export const MARTIN: TileRival = {
  program: 'martin',
  configFile: 'martin.yaml',
  config: (port) =>
    JSON.stringify({
      listen_addresses: `127.0.0.1:${port}`,
      cache_size_mb: 0,
      postgres: {
        // Its own syntax for a variable of the environment.
        connection_string: ['$', '{DATABASE_URL}'].join(''),
        auto_bounds: 'skip',
        tables: {
          [POINT_TABLE.table]: {
            schema: POINT_TABLE.schema,
            table: POINT_TABLE.table,
            srid: POINT_TABLE.srid,
            geometry_column: POINT_TABLE.geometry,
            geometry_type: 'POINT',
            properties: COLUMNS,
          },
        },
      },
    }),
  arguments: (configPath) => ['--config', configPath],
  tilePath: ({ z, x, y }) => `/${POINT_TABLE.table}/${z}/${x}/${y}`,
};

export const TILE_RIVALS: readonly TileRival[] = [PG_TILESERV, MARTIN];
