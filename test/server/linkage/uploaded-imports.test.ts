/** From two agencies' uploads to a person that both know, by HTTP alone. */
import { beforeAll, expect, it } from 'vitest';
import type { JoinState } from '../../../domain/join-states.ts';
import type { Join, JoinDecision } from '../../../domain/joins.ts';
import { joinDetailSchema, joinsSchema } from '../../../domain/joins.ts';
import { importDetailSchema, importProgressSchema } from '../../../domain/responses.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { useTestServer } from '../../helpers/server.ts';
import { addAgencies } from '../imports/import-bench.ts';

const server = useTestServer([], { signedIn: false });

const HEADER =
  'Trace Number,Recovery Date,Recovery State,Purchaser Name,Purchaser Date of Birth,Purchaser Address,Purchaser ZIP';
const FAMILIES = 'Abara Belloch Chivers Drummond Eskildsen Farouk Grimaldi Holloway Iverson Juarez'.split(
  ' ',
);
const FIRSTS = 'Adele Bruno Chloe Dmitri Elena Felix Greta Hugo Irene Jonas'.split(' ');

/** A file of traces of these buyers and of thirty strangers, of whom it is learned how often strangers agree. */
function fileOf(agency: string, buyers: readonly string[]): string {
  const shift = agency === 'APD' ? 0 : 1;
  const strangers = Array.from({ length: 30 }, (_, at) => {
    const number = at + shift * 30;
    const name = `${FAMILIES[(at + shift * 3) % 10]}, ${FIRSTS[(at * 3 + shift * 5 + Math.floor(at / 10)) % 10]}`;
    const born = `${1 + ((number * 5) % 12)}/${13 + ((number * 7) % 15)}/${1950 + (number % 40)}`;
    return `"${name}",${born},${100 + number * 17} ${FAMILIES[(number * 3) % 10]} Ave,${21_210 + number}`;
  });
  const rows = [...buyers, ...strangers].map((row, at) => `${agency}-${at},2024-03-02,MD,${row}`);
  return [HEADER, ...rows].join('\n');
}

const FILES: Readonly<Record<string, string>> = {
  APD: fileOf('APD', [
    '"Vantongeren, Mirabel",04/09/1991,17 Quince Ct,21290',
    '"Vantongeren, Mirabel",04/09/1991,17 Quince Ct,21290',
    '"Quillfeather, Theodora",05/20/1980,8 Plum Way,21291',
  ]),
  // Misspelt, day and month exchanged; and a birth date that is another.
  BPD: fileOf('BPD', [
    '"Vantongeren, Mirabell",09/04/1991,17 Quince Court,21290',
    '"Quillfeather, Theodora",11/02/1967,8 Plum Way,21291',
  ]),
};

beforeAll(async () => {
  await addAgencies(server.database, 'APD', 'BPD', 'CPD');
  await server.database.knex.transaction((trx) =>
    trx.raw(`INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
        legal_basis, starts_on, written_by, accepted_by, accepted_at)
      SELECT g.id, r.id, 'records', 'records', 'nothing', 'nothing', 'nothing', 't', '2020-01-01', 't', 't', now()
      FROM agency g, agency r WHERE (g.code, r.code) IN (('APD', 'BPD'), ('BPD', 'APD'))`),
  );
  for (const agency of ['APD', 'BPD']) await upload(agency);
}, 120_000);

async function ask(agency: string, path: string, init: RequestInit = {}): Promise<Response> {
  const cookie = await accountCookie(server.database, agency, 'steward');
  return fetch(`${server.url}${path}`, {
    ...init,
    // As the page itself asks.
    headers: { cookie, 'Sec-Fetch-Site': 'same-origin', ...init.headers },
  });
}

/** Uploads an agency's file, starts it as it was understood, and waits for its end. */
async function upload(agency: string): Promise<void> {
  const body = new FormData();
  body.append('file', new Blob([FILES[agency] ?? '']), `${agency}.csv`);
  const uploaded = await ask(agency, `/api/imports?format=traces&agency=${agency}`, { method: 'POST', body });
  const { id, mapping } = importDetailSchema.parse(await uploaded.json());
  const json = { 'Content-Type': 'application/json' };
  const started = await ask(agency, `/api/imports/${id}/start`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ mapping }),
  });
  expect(started.status).toBe(202);
  const events = (await (await ask(agency, `/api/imports/${id}/events`)).text()).split('\n\n');
  const last = events.filter((event) => event !== '').at(-1) ?? '';
  const progress = importProgressSchema.parse(JSON.parse(last.replace(/^data: /, '')));
  expect(progress).toMatchObject({ status: 'done', rowsRead: (FILES[agency] ?? '').split('\n').length - 1 });
}

async function pairsOf(agency: string, state: JoinState): Promise<Join[]> {
  const answer = await ask(agency, `/api/joins?state=${state}`);
  return joinsSchema.parse(await answer.json()).items;
}

/** The names of pairs, when linkage has come to its end. */
async function namesWhenCompared(agency: string, state: JoinState): Promise<string[][]> {
  const names = (join: Join) => join.purchasers.map(({ identity }) => identity?.name ?? '').sort();
  await expect
    .poll(async () => (await pairsOf(agency, state)).length, { timeout: 60_000 })
    .toBeGreaterThan(0);
  return (await pairsOf(agency, state)).map(names);
}

const personOf = async (agency: string, { id }: Join) =>
  joinDetailSchema.parse(await (await ask(agency, `/api/joins/${id}`)).json()).person;

async function decide(agency: string, { id }: Join, decision: JoinDecision): Promise<void> {
  const answer = await ask(agency, `/api/joins/${id}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ decision }),
  });
  expect(answer.status).toBe(204);
}

it('joins a misspelt buyer of two uploads, and tells the whole person to both agencies', async () => {
  expect(await namesWhenCompared('APD', 'joined')).toEqual([
    ['VANTONGEREN, MIRABEL', 'VANTONGEREN, MIRABELL'],
  ]);
  for (const agency of ['APD', 'BPD']) {
    const [pair] = await pairsOf(agency, 'joined');
    if (pair === undefined) throw new Error(`${agency} sees no pair.`);
    // Two guns of the one file, one of the other.
    expect(await personOf(agency, pair)).toEqual({ purchasers: 2, guns: 3 });
  }
  expect(await pairsOf('CPD', 'joined')).toEqual([]);
});

it('puts up what is unsure, which a steward confirms and takes back', async () => {
  expect(await namesWhenCompared('BPD', 'unsure')).toEqual([
    ['QUILLFEATHER, THEODORA', 'QUILLFEATHER, THEODORA'],
  ]);
  const [pair] = await pairsOf('BPD', 'unsure');
  if (pair === undefined) throw new Error('There is no pair.');
  expect(await personOf('BPD', pair)).toBeNull();
  expect((await ask('CPD', `/api/joins/${pair.id}`)).status).toBe(404);
  await decide('BPD', pair, 'confirm');
  expect((await pairsOf('APD', 'confirmed')).map(({ id, decided }) => [id, decided?.by])).toEqual([
    [pair.id, 'steward@bpd.example'],
  ]);
  expect(await personOf('APD', pair)).toEqual({ purchasers: 2, guns: 2 });
  await decide('APD', pair, 'undo');
  expect(await personOf('APD', pair)).toBeNull();
});

it('divides a person that is taken apart', async () => {
  const [pair] = await pairsOf('APD', 'joined');
  if (pair === undefined) throw new Error('There is no pair.');
  await decide('APD', pair, 'apart');
  expect(await personOf('BPD', pair)).toBeNull();
  expect(await pairsOf('BPD', 'joined')).toEqual([]);
  expect((await pairsOf('BPD', 'apart')).map(({ id }) => id)).toEqual([pair.id]);
});
