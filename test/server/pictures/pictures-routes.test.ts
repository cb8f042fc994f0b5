import { expect, it } from 'vitest';
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
