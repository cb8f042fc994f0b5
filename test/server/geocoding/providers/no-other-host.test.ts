/** Requests go where the operator says, whatever is asked about and whatever is answered. */
import { describe, expect, it } from 'vitest';
import { SetupError } from '../../../../server/errors.ts';
import { createCensusBatch } from '../../../../server/geocoding/providers/census-batch.ts';
import { createNominatim } from '../../../../server/geocoding/providers/nominatim.ts';
import { createPelias } from '../../../../server/geocoding/providers/pelias.ts';
import { PoliteHttp } from '../../../../server/geocoding/providers/polite-http.ts';
import type { Provider } from '../../../../server/geocoding/providers/provider.ts';
import { ProviderError } from '../../../../server/geocoding/providers/provider-error.ts';
import { readProviderSettings } from '../../../../server/geocoding/providers/provider-settings.ts';
import { settingsFor } from '../../../helpers/provider-network.ts';
import { status, useProviderServer } from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';

const named = useProviderServer();
const other = useProviderServer();

const PROVIDERS: readonly [string, (settings: ReturnType<typeof settingsFor>) => Provider, string][] = [
  ['census', createCensusBatch, '/census/locations/addressbatch'],
  ['nominatim', createNominatim, '/nominatim/search'],
  ['pelias', createPelias, '/pelias/v1/search/structured'],
];

/** Parts of an address that would lead elsewhere if they were taken for a part of a URL or a header. */
const HOSTILE = [
  'http://169.254.169.254/latest/meta-data/',
  '//other.example/',
  '@other.example/',
  '../../../admin',
  '?host=other.example#',
  'x\r\nHost: other.example',
  'x HTTP/1.1\r\n\r\nGET /admin',
  '%2e%2e/%2e%2e/',
];

async function ask(provider: Provider, street: string): Promise<string> {
  const http = new PoliteHttp(provider, testClock());
  const line = { kind: 'address', number: 12, numberSuffix: null, unit: null, streets: [] } as const;
  const question = { line, street, city: street, state: 'MD', zip: '21201' };
  const sending = provider.ask([question], {
    send: (request, read) => http.send(request, read, { signal: undefined, beforeEachTry: async () => {} }),
  });
  return sending.then(
    () => 'answered',
    (error: unknown) => {
      if (error instanceof ProviderError) return error.message;
      throw error;
    },
  );
}

describe.each(PROVIDERS)('%s', (_id, create, path) => {
  it.each([301, 302, 303, 307, 308])('is not followed to where an HTTP %i points', async (code) => {
    named.reply(status(code, { location: `${other.url}/stolen` }));
    expect(await ask(create(settingsFor(named)), '12 ELM ST')).toMatch(/which is not followed/);
    expect(named.received).toHaveLength(1);
    expect(other.received).toEqual([]);
  });

  it('is asked at its own address, whatever the question is', async () => {
    const { host } = new URL(named.url);
    for (const street of HOSTILE) {
      named.reply(status(400));
      await ask(create(settingsFor(named)), street);
    }
    expect(named.received).toHaveLength(HOSTILE.length);
    for (const received of named.received) {
      expect(received.path).toBe(path);
      expect(received.headers.host).toBe(host);
    }
    expect(other.received).toEqual([]);
  });
});

describe('the settings', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://geocoder.example/',
    'gopher://127.0.0.1:70/',
    'data:text/plain,x',
    'javascript:alert(1)',
    'unix:/var/run/docker.sock',
    'http://geocoder.example/',
    'http://169.254.169.254/',
    'http://[fd00:ec2::254]/',
    'https://user:secret@geocoder.example/',
    'https://geocoder.example/?key=secret',
    'geocoder.example',
    '//geocoder.example',
  ])('refuse %s at the start, without repeating it', (value) => {
    for (const name of ['TRACEMAP_CENSUS_URL', 'TRACEMAP_NOMINATIM_URL', 'TRACEMAP_PELIAS_URL']) {
      const read = () => readProviderSettings({ [name]: value });
      expect(read).toThrow(SetupError);
      expect(read).toThrow(new RegExp(`^${name} must look like`));
      expect(read).not.toThrow(/secret/);
    }
  });
});
