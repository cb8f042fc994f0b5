import { describe, expect, it } from 'vitest';
import { MARTIN, PG_TILESERV } from '../../bench/tile-rivals.ts';

describe.each([
  [
    PG_TILESERV,
    'HttpHost = "127.0.0.1"\nHttpPort = 7801\nMaxFeaturesPerTile = -1\n',
    '/public.recovery/11/588/779.pbf?properties=id,firearm_type,time_to_crime_days',
  ],
  [
    MARTIN,
    '{"listen_addresses":"127.0.0.1:7801","cache_size_mb":0,"postgres":{"connection_string":"$' +
      '{DATABASE_URL}","auto_bounds":"skip","tables":{"recovery":{"schema":"public","table":"recovery","srid":3857,"geometry_column":"geom_3857","geometry_type":"POINT","properties":{"id":"int4","firearm_type":"text","time_to_crime_days":"int2"}}}}}',
    '/recovery/11/588/779',
  ],
])('the tile server $program', (rival, config, tilePath) => {
  it('listens on the port it is given, on this machine alone, and keeps and leaves out nothing', () => {
    expect(rival.config(7801)).toBe(config);
  });

  it('reads its configuration from the file', () => {
    expect(rival.arguments('/tmp/rival.conf')).toEqual(['--config', '/tmp/rival.conf']);
  });

  it('is asked for tiles of the same table', () => {
    expect(rival.tilePath({ z: 11, x: 588, y: 779 })).toBe(tilePath);
  });
});
