import { beforeEach, expect, it, vi } from 'vitest';
import type { SessionAccount } from '../../../domain/access-responses.ts';

const getSession = vi.hoisted(() => vi.fn());
vi.mock('../../../web/api/session.ts', () => ({ getSession }));

const ANALYST: SessionAccount = {
  id: 1,
  email: 'analyst@example.org',
  name: 'Ana Lyst',
  role: 'analyst',
  agency: { code: 'BPD', name: 'Baltimore Police' },
  capabilities: ['view', 'records', 'persons', 'define'],
  mustAddSecondFactor: false,
};
/** Long, for machines busy with other tests. */
const WAIT = { timeout: 30_000 };
const SIGNED_OUT = {
  account: null,
  systemUseNotice: 'Restricted',
  demoAccounts: [],
  singleSignOn: null,
  notice: null,
};
const sessionOf = (account: SessionAccount) => ({
  account,
  scope: { label: '1 agency', agencies: [] },
  synthetic: true,
  dataVersion: 1,
  recoveredFrom: null,
  recoveredTo: null,
  basemap: { kind: 'offline' },
});

/** The page's state as it is when the page opens. */
async function openPage() {
  vi.resetModules();
  const state = await import('../../../web/state/session.ts');
  const { recordsAreOpen } = await import('../../../web/state/resource.ts');
  const settle = (entrance: string) => vi.waitFor(() => expect(state.entrance.value).toBe(entrance), WAIT);
  return { ...state, recordsAreOpen, settle };
}

beforeEach(() => {
  getSession.mockReset();
});

it('opens nothing before the session is known, nor to nobody', async () => {
  getSession.mockResolvedValue(SIGNED_OUT);
  const { entrance, recordsAreOpen, settle, can } = await openPage();
  expect(entrance.value).toBe('asking');
  expect(recordsAreOpen.value).toBe(false);
  await settle('signedOut');
  expect([recordsAreOpen.value, can('view')]).toEqual([false, false]);
});

it('opens to who signs in, and says what they may', async () => {
  getSession.mockResolvedValueOnce(SIGNED_OUT).mockResolvedValue(sessionOf(ANALYST));
  const { recordsChanged, recordsAreOpen, settle, can } = await openPage();
  await settle('signedOut');
  recordsChanged();
  await settle('open');
  expect([recordsAreOpen.value, can('records'), can('administer')]).toEqual([true, true, false]);
});

it('stays shut until a second step is added, and to who sees no counts', async () => {
  getSession.mockResolvedValueOnce(sessionOf({ ...ANALYST, mustAddSecondFactor: true }));
  const first = await openPage();
  await first.settle('secondFactor');
  expect(first.recordsAreOpen.value).toBe(false);

  getSession.mockResolvedValueOnce(sessionOf({ ...ANALYST, role: 'auditor', capabilities: ['audit'] }));
  const second = await openPage();
  await second.settle('open');
  expect(second.recordsAreOpen.value).toBe(false);
});

it('keeps whose page it is when their session ends', async () => {
  getSession.mockResolvedValueOnce(sessionOf(ANALYST)).mockResolvedValue(SIGNED_OUT);
  const { account, checkSession, openedFor, recordsAreOpen, settle } = await openPage();
  await settle('open');
  checkSession();
  await settle('signedOut');
  expect(openedFor.value?.id).toBe(ANALYST.id);
  expect(account.value?.id).toBe(ANALYST.id);
  expect(recordsAreOpen.value).toBe(false);
});

it('begins anew for somebody else', async () => {
  const reload = vi.fn();
  vi.stubGlobal('window', { location: { reload } });
  getSession
    .mockResolvedValueOnce(sessionOf(ANALYST))
    .mockResolvedValueOnce(SIGNED_OUT)
    .mockResolvedValue(sessionOf({ ...ANALYST, id: 2 }));
  const { checkSession, recordsChanged, settle } = await openPage();
  await settle('open');
  checkSession();
  await settle('signedOut');
  recordsChanged();
  await vi.waitFor(() => expect(reload).toHaveBeenCalled(), WAIT);
  vi.unstubAllGlobals();
});
