import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { SetupError } from '../../server/errors.ts';

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: path.resolve('.tracemap'),
      demo: true,
      logLevel: 'info',
      providers: {
        censusUrl: 'https://geocoding.geo.census.gov/geocoder',
        nominatimUrl: 'https://nominatim.openstreetmap.org',
        nominatimEmail: null,
        peliasUrl: null,
        peliasKey: null,
      },
    });
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['TRACEMAP_DEMO', 'no'],
    ['LOG_LEVEL', 'loud'],
    ['TRACEMAP_CENSUS_URL', 'geocoder'],
    ['TRACEMAP_CENSUS_URL', 'http://geocoding.geo.census.gov/geocoder'],
    ['TRACEMAP_NOMINATIM_URL', 'https://me:secret@nominatim.example'],
    ['TRACEMAP_NOMINATIM_EMAIL', 'somebody'],
    ['TRACEMAP_PELIAS_URL', 'https://pelias.example/?api_key=secret'],
    ['TRACEMAP_PELIAS_KEY', 'two words'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(SetupError);
    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
    expect(read).not.toThrow(/secret/);
  });

  it('takes providers within your own network without encryption, and an empty value for none', () => {
    const { providers } = readConfig({
      TRACEMAP_NOMINATIM_URL: 'http://nominatim:8080/',
      TRACEMAP_PELIAS_URL: 'http://192.168.1.7:4000',
      TRACEMAP_PELIAS_KEY: '',
      TRACEMAP_NOMINATIM_EMAIL: 'geo@agency.example',
    });
    expect(providers).toMatchObject({
      nominatimUrl: 'http://nominatim:8080',
      nominatimEmail: 'geo@agency.example',
      peliasUrl: 'http://192.168.1.7:4000',
      peliasKey: null,
    });
  });
});
