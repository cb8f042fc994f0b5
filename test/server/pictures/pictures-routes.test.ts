import { expect, it } from 'vitest';
import { apiTokenSha256, newToken } from '../../../server/access/request-token.ts';
import { useTestServer } from '../../helpers/server.ts';

const server = useTestServer();

it('says without a Chromium what to install, and that the page makes the same', async () => {
  const address = `${server.url}/api/pictures`;
  expect(await (await fetch(address)).json()).toEqual({ available: false });
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: '', format: 'pdf' }),
  });
  expect(answer.status).toBe(501);
  const { detail } = (await answer.json()) as { detail: string };
  expect(detail).toContain('install Chromium or Chrome, or name one by CHROMIUM_PATH');
  expect(detail).toContain('Your own browser makes the same');
});

it('is for who is signed in, not for an API token: the page shows all that its person may see', async () => {
  const token = newToken();
  await server.database.knex.raw(
    `INSERT INTO api_token (account_id, name, token_sha256, capabilities, expires_at)
     SELECT id, 'A program', ?, '{view}', now() + interval '1 day' FROM account LIMIT 1`,
    [apiTokenSha256(token)],
  );
  const answer = await fetch(`${server.url}/api/pictures`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, Cookie: 'a=b' },
    body: JSON.stringify({ query: '', format: 'pdf' }),
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('not for an API token');
});
