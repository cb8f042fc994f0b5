import { expect, it } from 'vitest';
import { invitationToken } from '../../../web/state/invitation-token.ts';

it('reads the token of an invitation, and of nothing else', () => {
  expect(invitationToken('#/invitation/Zk3n-Q8x_W2')).toBe('Zk3n-Q8x_W2');
  for (const hash of ['', '#', '#/invitation/', '#/invitation/a/b', '#/invitation/%3Cb%3E', '#/other/a']) {
    expect(invitationToken(hash)).toBeNull();
  }
});
