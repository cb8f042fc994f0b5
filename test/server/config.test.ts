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
      access: { sessionSecret: null, publicUrl: null, demoPassword: null, singleSignOn: null },
      providers: {
        censusUrl: 'https://geocoding.geo.census.gov/geocoder',
        nominatimUrl: 'https://nominatim.openstreetmap.org',
        nominatimEmail: null,
        peliasUrl: null,
        peliasKey: null,
      },
      mail: null,
      basemap: { kind: 'offline' },
    });
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['TRACEMAP_DEMO', 'no'],
    ['LOG_LEVEL', 'loud'],
    ['SESSION_SECRET', 'too short: 7sY2kQ9'],
    ['SESSION_SECRET', 'a'.repeat(64)],
    ['SESSION_SECRET', 'abcdefgh12345678'.repeat(3)],
    ['SESSION_SECRET', `${'abcdefgh1234567'.repeat(3)}abc`],
    ['SESSION_SECRET', 'changeme-kJ8sY2mQ9xW4vR7tB1nL5pZ3'],
    ['SESSION_SECRET', 'my-Very-Own-SECRET-kJ8sY2mQ9xW4vR7t'],
    ['PUBLIC_URL', 'tracemap.example.org'],
    ['PUBLIC_URL', 'https://tracemap.example.org/map'],
    ['PUBLIC_URL', 'ftp://tracemap.example.org'],
    ['PUBLIC_URL', 'https://me:secret@tracemap.example.org'],
    ['OIDC_ISSUER', 'login.example.org'],
    ['OIDC_ISSUER', 'http://login.example.org'],
    ['OIDC_TRUST_MFA', 'yes'],
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

  const singleSignOn = {
    OIDC_ISSUER: 'https://login.example.org/tenant',
    OIDC_CLIENT_ID: 'tracemap',
    OIDC_CLIENT_SECRET: 'of the provider',
    PUBLIC_URL: 'https://tracemap.example.org/',
  };

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'])(
    'names %s where it is missing for single sign-on',
    (name) => {
      const read = () => readConfig({ ...singleSignOn, [name]: '' });
      expect(read).toThrow(new RegExp(`^${name} must [^\\n]+$`));
    },
  );

  it('takes a random secret that begins with a letter twice', () => {
    const secret = 'kkJ8sY2mQ9xW4vR7tB1nL5pZ3cD6fG0h';
    expect(readConfig({ SESSION_SECRET: secret }).access.sessionSecret).toBe(secret);
  });

  it('takes a secret and an identity provider', () => {
    const { access } = readConfig({ ...singleSignOn, SESSION_SECRET: 'kJ8sY2mQ9xW4vR7tB1nL5pZ3cD6fG0hE' });
    expect(access).toMatchObject({
      sessionSecret: 'kJ8sY2mQ9xW4vR7tB1nL5pZ3cD6fG0hE',
      publicUrl: 'https://tracemap.example.org',
      singleSignOn: {
        issuer: 'https://login.example.org/tenant',
        name: 'login.example.org',
        roleClaim: 'tracemap_role',
        agencyClaim: 'tracemap_agency',
        trustSecondFactor: false,
      },
    });
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
