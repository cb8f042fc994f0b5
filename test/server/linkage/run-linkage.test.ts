import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../../server/database/connection.ts';
import { noteLinkageChange } from '../../../server/linkage/linkage-change.ts';
import { runLinkage } from '../../../server/linkage/run-linkage.ts';
import { makeLinkageWorld } from '../../helpers/linkage-world.ts';
import { clearRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let agencies: Readonly<Record<string, number>>;

beforeEach(async () => {
  await clearRecords(database.current);
  await execute('TRUNCATE purchaser_pair, linkage_run, linkage_change');
  agencies = await makeLinkageWorld(database.current);
}, 120_000);

const execute = (sql: string, bindings: (string | number)[] = []) =>
  database.current.knex.transaction((trx) => trx.raw(sql, bindings));
const changed = (code: string) =>
  database.current.knex.transaction((trx) => noteLinkageChange(trx, agencies[code] ?? 0));

const pairRow = z.object({
  told: z.string(),
  weight: z.number().nullable(),
  parts: z.array(z.object({ part: z.string(), says: z.string(), weight: z.number() })),
});
const pairs = () =>
  selectRows(
    database.current.knex,
    pairRow,
    `SELECT least(ca.code, cb.code) || ' ' || greatest(ca.code, cb.code) || ' ' || least(a.full_name, b.full_name)
       || ' ' || p.state || CASE WHEN p.same_hash THEN ' hash' ELSE '' END AS told, p.weight, p.parts
     FROM purchaser_pair p JOIN purchaser a ON a.id = p.a_purchaser_id JOIN purchaser b ON b.id = p.b_purchaser_id
       JOIN agency ca ON ca.id = p.a_agency_id JOIN agency cb ON cb.id = p.b_agency_id ORDER BY told`,
  );
const told = async () => (await pairs()).map((pair) => pair.told);
const saysOf = ({ parts }: z.infer<typeof pairRow>) => parts.map(({ part, says }) => `${part} ${says}`);

const ALL = [
  'DEID OWN ROE, RICHARD joined hash',
  'FULL OWN FICTIONAL, JUNIPER joined',
  'FULL OWN STONE, PAUL unsure',
  'HALF OWN ROE, RICHARD joined hash',
];

describe('a run of linkage', () => {
  it('joins what is surely one person, and leaves to somebody what is not sure, as far as agreements go', async () => {
    const done = await runLinkage(database.current);
    expect(await told()).toEqual(ALL);
    // Five agencies with themselves, and three pairs of agencies.
    expect(done).toEqual({ compared: 8, pairs: 3 });
  });

  it('keeps how each part agrees, and nothing by which anybody could be named', async () => {
    await runLinkage(database.current);
    const [byHash, juniper, stones] = await pairs();
    expect(byHash).toMatchObject({ weight: null, parts: [] });
    expect(juniper === undefined ? [] : saysOf(juniper)).toEqual([
      'familyName same',
      'givenName same',
      'birthDate day_and_month_exchanged',
      'address same',
    ]);
    expect(stones === undefined ? [] : saysOf(stones)).toEqual([
      'familyName same',
      'givenName other',
      'birthDate same',
      'address same',
    ]);
    const sum = juniper?.parts.reduce((total, { weight }) => total + weight, 0) ?? 0;
    expect(juniper?.weight).toBeCloseTo(sum, 1);
    const stored = await selectRows(
      database.current.knex,
      z.object({ text: z.string() }),
      'SELECT p::text AS text FROM purchaser_pair p',
    );
    expect(JSON.stringify(stored)).not.toMatch(/FICTIONAL|JUNIPER|ROE|STONE|1999|1985|LANTERN|OAK/i);
  });

  it('takes an address that says nothing for none, and one street for the same however it is written', async () => {
    await execute(
      `UPDATE purchaser SET street = 'UNKNOWN', zip = NULL, area_zip = NULL WHERE full_name LIKE 'STONE%'`,
    );
    await execute(
      `UPDATE purchaser SET street = '2417 Lantern Hill Road' WHERE full_name LIKE 'FICT%' AND agency_id = ?`,
      [agencies.OWN ?? 0],
    );
    await runLinkage(database.current);
    const addresses = (await pairs()).map(({ told: line, parts }) => [
      line.slice(0, 18),
      parts.find(({ part }) => part === 'address')?.says,
    ]);
    expect(addresses).toContainEqual(['FULL OWN FICTIONAL', 'same']);
    expect(addresses.filter(([line]) => line === 'FULL OWN STONE, PA').flat()).not.toContain('same');
  });

  it('compares again only what has changed', async () => {
    await runLinkage(database.current);
    expect(await runLinkage(database.current)).toEqual({ compared: 0, pairs: 0 });
    await changed('FULL');
    expect(await runLinkage(database.current)).toEqual({ compared: 2, pairs: 2 });
    expect(await told()).toEqual(ALL);
  });

  it('leaves what somebody decided, found again or not', async () => {
    await runLinkage(database.current);
    await execute(
      `UPDATE purchaser_pair SET decision = CASE found WHEN 'unsure' THEN 'confirmed' ELSE 'apart' END,
         decided_by = 'p', decided_at = now()`,
    );
    const decided = [
      'DEID OWN ROE, RICHARD apart hash',
      'FULL OWN FICTIONAL, JUNIPER apart',
      'FULL OWN STONE, PAUL confirmed',
      'HALF OWN ROE, RICHARD apart hash',
    ];
    await changed('OWN');
    await runLinkage(database.current);
    expect(await told()).toEqual(decided);
    await execute(`UPDATE purchaser SET full_name = 'AAA, BBB' WHERE full_name = 'STONE, PAUL'`);
    await changed('FULL');
    await runLinkage(database.current);
    expect((await told()).filter((line) => line.startsWith('FULL'))).toEqual([
      'FULL OWN AAA, BBB confirmed',
      'FULL OWN FICTIONAL, JUNIPER apart',
    ]);
  });

  it('forgets all between two agencies that share nothing any more', async () => {
    await runLinkage(database.current);
    await execute(`UPDATE purchaser_pair SET decision = 'confirmed', decided_by = 'p', decided_at = now()`);
    // One way is enough to keep it.
    await execute('UPDATE agreement SET revoked_by = ?, revoked_at = now() WHERE giving_agency_id = ?', [
      't',
      agencies.FULL ?? 0,
    ]);
    await runLinkage(database.current);
    expect(await told()).toHaveLength(4);
    await execute('UPDATE agreement SET revoked_by = ?, revoked_at = now() WHERE receiving_agency_id = ?', [
      't',
      agencies.FULL ?? 0,
    ]);
    await runLinkage(database.current);
    expect((await told()).filter((line) => line.includes('FULL'))).toEqual([]);
  });

  it('keeps hashes alone once names are shared no more', async () => {
    await runLinkage(database.current);
    await execute(
      `UPDATE agreement SET recoveries = 'deidentified', traces = 'deidentified' WHERE recoveries = 'records'`,
    );
    await runLinkage(database.current);
    expect(await told()).toEqual(['DEID OWN ROE, RICHARD joined hash', 'HALF OWN ROE, RICHARD joined hash']);
    expect((await pairs()).map(({ weight, parts }) => [weight, parts])).toEqual([
      [null, []],
      [null, []],
    ]);
  });

  it('takes the stricter thresholds of two agencies', async () => {
    const set = (code: string, join: number, review: number) =>
      execute(
        `INSERT INTO linkage_change (agency_id, version, join_from, review_from, set_by, set_at)
         VALUES (?, 1, ?, ?, 't', now())
         ON CONFLICT (agency_id) DO UPDATE SET version = linkage_change.version + 1, join_from = excluded.join_from, review_from = excluded.review_from`,
        [agencies[code] ?? 0, join, review],
      );
    const own = async () => (await told()).filter((line) => line.startsWith('FULL OWN FICTIONAL'));
    await set('OWN', 0.6, 0.5);
    await runLinkage(database.current);
    expect(await own()).toEqual(['FULL OWN FICTIONAL, JUNIPER joined']);
    await execute(
      `UPDATE purchaser SET street = NULL, zip = NULL, area_zip = NULL WHERE full_name LIKE 'FICT%'`,
    );
    await set('FULL', 0.9999, 0.5);
    await runLinkage(database.current);
    expect(await own()).toEqual(['FULL OWN FICTIONAL, JUNIPER unsure']);
    await set('FULL', 0.9999, 0.9999);
    await runLinkage(database.current);
    expect(await own()).toEqual([]);
  });

  it('lets pairs go with their purchasers', async () => {
    await runLinkage(database.current);
    await execute(`DELETE FROM purchaser WHERE full_name LIKE 'STONE%' OR full_name LIKE 'ROE%'`);
    const left = await selectRows(
      database.current.knex,
      z.object({ count: z.number() }),
      'SELECT count(*) AS count FROM purchaser_pair',
    );
    expect(left).toEqual([{ count: 1 }]);
  });
});
