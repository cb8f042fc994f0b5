import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../server/http/security-headers.ts';
import { useTestServer } from '../../helpers/server.ts';

const server = useTestServer([]);

/** The directives of a policy by name. */
function directives(policy: string | undefined): Record<string, string> {
  return Object.fromEntries(
    (policy ?? '').split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

/** The headers that the options lead to. */
async function headersWith(options: Parameters<typeof securityHeaders>[0], path = '/') {
  const { default: express } = await import('express');
  const app = express();
  app.use(securityHeaders(options), (_request, response) => {
    response.send('hello');
  });
  return (await request(app).get(path)).headers;
}

describe('what browsers are told', () => {
  it.each([
    ['the page', '/', 200],
    ['a file of the page', '/icon.svg', 404],
    ['an answer', '/api/session', 200],
    ['a refusal', '/api/recoveries?nonsense=1', 400],
    ['a place where nothing is', '/nowhere', 404],
    ['a probe', '/healthz', 200],
  ])('is with %s', async (_what, path, status) => {
    const response = await request(server.url).get(path);
    expect(response.status).toBe(status);
    expect(directives(response.headers['content-security-policy'])).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'worker-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self' data:",
      'manifest-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'frame-src': "'none'",
      'media-src': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(response.headers['permissions-policy']).toMatch(
      /\bgeolocation=\(\).*\busb=\(\).*\bfullscreen=\(self\)/,
    );
    expect(response.headers).not.toHaveProperty('strict-transport-security');
    expect(response.headers).not.toHaveProperty('x-powered-by');
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is short with tiles, made now or kept', async () => {
    const path = '/tiles/recoveries/5/9/12.mvt';
    for (const which of ['made', 'kept']) {
      const { headers } = await request(server.url).get(path);
      expect(headers, which).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers, which).not.toHaveProperty('content-security-policy');
    }
  });

  it('lets the bare map alone stand in a page of another site', async () => {
    const policyAt = async (path: string) =>
      directives((await request(server.url).get(path)).headers['content-security-policy'])['frame-ancestors'];
    expect(await policyAt('/?embed=1')).toBe('*');
    for (const path of ['/', '/?embed=0', '/?embed=1&embed=1', '/api/session?embed=1', '/index.html?embed=1'])
      expect(await policyAt(path), path).toBe("'none'");
    expect((await request(server.url).get('/?embed=1')).headers).not.toHaveProperty('x-frame-options');
  });
});

describe('the basemap of another host', () => {
  const basemapOrigin = 'https://tiles.example:8443';

  it('opens that host alone, for what is asked for and for pictures, and nothing else', async () => {
    const policyOf = async (options: object, path = '/') =>
      directives((await headersWith(options, path))['content-security-policy']);
    for (const path of ['/', '/?embed=1', '/api/session']) {
      expect(await policyOf({ basemapOrigin }, path), path).toEqual({
        ...(await policyOf({}, path)),
        'img-src': `'self' data: ${basemapOrigin}`,
        'connect-src': `'self' data: ${basemapOrigin}`,
      });
    }
  });

  it('learns of no page it is asked from', async () => {
    expect((await headersWith({ basemapOrigin }))['referrer-policy']).toBe('same-origin');
  });

  it('is short with tiles of an archive, as with others', async () => {
    expect(await headersWith({ basemapOrigin }, '/basemap/5/9/12.mvt')).not.toHaveProperty(
      'content-security-policy',
    );
  });
});

describe('https', () => {
  it('is asked for on every later visit only where the operator says that the page is reached by it', async () => {
    expect((await headersWith({ publicUrl: 'https://guns.example.gov' }))['strict-transport-security']).toBe(
      'max-age=63072000; includeSubDomains',
    );
    for (const publicUrl of [null, 'http://guns.example.gov', 'http://localhost/?https://']) {
      expect(await headersWith({ publicUrl }), String(publicUrl)).not.toHaveProperty(
        'strict-transport-security',
      );
    }
  });
});
