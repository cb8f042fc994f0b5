import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import type { Reveals } from '../../../domain/reveals.ts';
import { revealsSchema } from '../../../domain/reveals.ts';
import { createRevealsRoutes } from '../../../server/reveals/reveals-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { PooledWorld } from '../../helpers/pooled-world.ts';
import { makePooledWorld } from '../../helpers/pooled-world.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let world: PooledWorld;

beforeAll(async () => {
  world = await makePooledWorld(database.current);
}, 120_000);

async function ask(agency: string, role: Role) {
  return request(routeApp(createRevealsRoutes(database.current)))
    .get('/api/reveals')
    .set('Cookie', await accountCookie(database.current, agency, role));
}

async function reveals(agency: string, role: Role): Promise<Reveals> {
  const { status, body } = await ask(agency, role);
  expect(status, JSON.stringify(body)).toBe(200);
  return revealsSchema.parse(body);
}

/** `2 = OWN 1 + PART 1` */
const counts = ({ items }: Reveals[keyof Pick<Reveals, 'dealers' | 'purchasers' | 'guns' | 'corridors'>]) =>
  items.map(
    ({ yours, partners, together, parts }) =>
      `${together} = ${yours} + ${partners}: ${parts.map(({ code, count }) => `${code} ${count}`).join(', ')}`,
  );

describe('what sharing reveals to an agency', () => {
  it('is dealers with many traces together and few in each, those in its own data first', async () => {
    const { own, partners, dealers } = await reveals('OWN', 'analyst');
    expect(own).toEqual({ code: 'OWN', name: 'OWN' });
    expect(partners).toBe(4);
    expect(dealers.items.map(({ name, city, state }) => [name, city, state])).toEqual([
      ['Spread Arms', 'TOWSON', 'MD'],
      ['Next Door Guns', 'TOWSON', 'MD'],
    ]);
    expect(counts(dealers)).toEqual(['6 = 2 + 4: OWN 2, DEID 2, PART 2', '6 = 0 + 6: DEID 3, PART 3']);
    // RAW shares no traces, COUNT none by dealer.
    expect(dealers).toMatchObject({ total: 2, without: 2, closed: null });
  });

  it('is purchasers in several agencies’ data, by numbers of recoveries and by no name', async () => {
    const { purchasers } = await reveals('OWN', 'analyst');
    expect(counts(purchasers)).toEqual(['5 = 3 + 2: OWN 3, PART 2']);
    expect(purchasers.items[0]?.parts.map(({ recoveries }) => recoveries)).toEqual([
      world.bought['ROE, RICHARD OWN'],
      world.bought['ROE, RICHARD PART'],
    ]);
    expect(purchasers).toMatchObject({ total: 1, without: 3 });
    const { text } = await ask('OWN', 'analyst');
    expect(text).not.toMatch(/ROE|RICHARD|1990-02-03/);
  });

  it('is guns that several agencies recovered, without their serial numbers', async () => {
    const { guns } = await reveals('OWN', 'steward');
    expect(counts(guns)).toEqual([
      '3 = 1 + 2: OWN 1, PART 2',
      '2 = 1 + 1: OWN 1, RAW 1',
      '2 = 1 + 1: OWN 1, DEID 1',
      '2 = 1 + 1: OWN 1, PART 1',
    ]);
    expect(guns.items[0]).toMatchObject({
      firearmType: 'pistol',
      manufacturer: 'KNOX',
      caliber: '9MM',
      firstRecoveredOn: '2023-02-01',
      lastRecoveredOn: '2024-06-01',
    });
    expect(guns.items.map(({ parts }) => parts.map(({ recoveries }) => recoveries))).toEqual([
      [world.recovered['G1 OWN'], world.recovered['G1 PART']],
      [world.recovered['G2 OWN'], world.recovered['G2 RAW']],
      [world.recovered['G3 OWN'], world.recovered['G3 DEID']],
      [world.recovered['G5 OWN'], world.recovered['G5 PART']],
    ]);
    // COUNT shares recoveries as counts alone.
    expect(guns).toMatchObject({ total: 4, without: 1 });
    expect((await ask('OWN', 'steward')).text).not.toMatch(/G[1-9I][O0]/);
  });

  it('is corridors that stand out together and not in its own data alone', async () => {
    const { corridors } = await reveals('OWN', 'analyst');
    expect(corridors.items.map(({ originName, destinationName }) => [originName, destinationName])).toEqual([
      ['North Carolina', 'New Jersey'],
    ]);
    expect(counts(corridors)).toEqual(['32 = 14 + 18: OWN 14, PART 14, COUNT 4']);
    expect(corridors.items[0]?.ratio.low).toBeGreaterThan(1);
    expect(corridors).toMatchObject({ total: 1, without: 1 });
  });

  it('is the same corridors alone to those who see no single records, and why the rest is closed', async () => {
    const told = await reveals('OWN', 'briefing');
    expect(counts(told.corridors)).toEqual(['32 = 14 + 18: OWN 14, PART 14, COUNT 4']);
    for (const part of [told.dealers, told.purchasers, told.guns]) {
      expect(part).toMatchObject({ items: [], total: 0 });
      expect(part.closed).toContain('counts by area');
    }
  });

  it.each(['PART', 'OUT'])('is nothing to %s, which is given nothing', async (agency) => {
    const told = await reveals(agency, 'analyst');
    expect(told.partners).toBe(0);
    for (const part of [told.dealers, told.purchasers, told.guns, told.corridors]) {
      expect(part).toMatchObject({ items: [], total: 0, without: 0, closed: null });
    }
  });

  it('is not for auditors, and takes no parameters', async () => {
    expect((await ask('OWN', 'auditor')).status).toBe(403);
    const answer = await request(routeApp(createRevealsRoutes(database.current)))
      .get('/api/reveals?q=x')
      .set('Cookie', await accountCookie(database.current, 'OWN', 'analyst'));
    expect(answer.status).toBe(400);
  });

  it('is not sent again while nothing has changed, and follows an agreement that ends', async () => {
    const { headers } = await ask('OWN', 'analyst');
    const again = async () =>
      request(routeApp(createRevealsRoutes(database.current)))
        .get('/api/reveals')
        .set('Cookie', await accountCookie(database.current, 'OWN', 'analyst'))
        .set('If-None-Match', headers.etag ?? '');
    expect((await again()).status).toBe(304);
    await database.current.knex.transaction((trx) =>
      trx.raw(
        `UPDATE agreement SET revoked_by = 't', revoked_at = now() WHERE giving_agency_id = (SELECT id FROM agency WHERE code = 'PART')`,
      ),
    );
    const { status, body } = await again();
    expect(status).toBe(200);
    const told = revealsSchema.parse(body);
    expect(counts(told.purchasers)).toEqual([]);
    expect(counts(told.guns)).toEqual(['2 = 1 + 1: OWN 1, RAW 1', '2 = 1 + 1: OWN 1, DEID 1']);
    expect(counts(told.dealers)).toEqual([]);
  });
});
