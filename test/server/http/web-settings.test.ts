import { expect, it } from 'vitest';
import { SetupError } from '../../../server/errors.ts';
import { readWebSettings } from '../../../server/http/web-settings.ts';

it('trusts no proxy and limits what may be asked for, unless told otherwise', () => {
  expect(readWebSettings({})).toEqual({ trustedProxies: 0, rateLimits: true });
  expect(readWebSettings({ TRUST_PROXY: '2', TRACEMAP_RATE_LIMITS: 'off' })).toEqual({
    trustedProxies: 2,
    rateLimits: false,
  });
});

it.each([
  [
    { TRUST_PROXY: 'true' },
    'TRUST_PROXY must be the number of proxies in front of the server, 0 to 9, not "true".',
  ],
  [{ TRUST_PROXY: '10.0.0.0/8' }, /^TRUST_PROXY must be the number/],
  [{ TRUST_PROXY: '-1' }, /^TRUST_PROXY must be the number/],
  [{ TRACEMAP_RATE_LIMITS: 'no' }, 'TRACEMAP_RATE_LIMITS must be "on" or "off", not "no".'],
])('names what is wrong with %j', (environment, message) => {
  expect(() => readWebSettings(environment)).toThrow(SetupError);
  expect(() => readWebSettings(environment)).toThrow(message);
});
