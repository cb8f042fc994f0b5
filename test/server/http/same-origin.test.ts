import { Router } from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { sameOriginWrites } from '../../../server/http/same-origin.ts';
import { routeApp } from '../../helpers/route-app.ts';

const router = Router();
router.use(sameOriginWrites);
router.all('/', (_request, response) => {
  response.status(204).end();
});
const app = routeApp(router);
const HERE = { Host: 'tracemap.example' };

describe('changes', () => {
  it.each([
    {},
    { Origin: 'https://tracemap.example' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://tracemap.example' },
    { 'Sec-Fetch-Site': 'none' },
    { Cookie: 'tracemap_session=x' },
  ])('are accepted with %o', async (headers) => {
    await request(app).post('/').set(HERE).set(headers).expect(204);
  });

  it.each([
    { Origin: 'https://evil.example' },
    { Origin: 'https://tracemap.example.evil.example' },
    { Origin: 'https://tracemap.example:8443' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://tracemap.example' },
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' },
  ])('are refused with %o', async (headers) => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const { body } = await request(app)[method]('/').set(HERE).set(headers).expect(403);
      expect(body.detail).toBe('Changes are only accepted from pages of this server.');
    }
  });

  it('are no reads', async () => {
    await request(app).get('/').set(HERE).set('Sec-Fetch-Site', 'cross-site').expect(204);
  });
});
