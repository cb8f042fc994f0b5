import { UndirectedGraph } from 'graphology';
import { parse } from 'graphology-gexf';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { networkSchema } from '../../../../domain/purchasers/network.ts';
import { createPurchaserNetworkRoutes } from '../../../../server/purchasers/network/network-routes.ts';
import { cookieOf } from '../../../helpers/access.ts';
import type { InsertedRecords } from '../../../helpers/records.ts';
import { insertRecords } from '../../../helpers/records.ts';
import { routeApp } from '../../../helpers/route-app.ts';
import { signedInApp } from '../../../helpers/sign-in.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf } from '../../imports/import-bench.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createPurchaserNetworkRoutes(database.current));
let inserted: InsertedRecords;
let buyers: readonly number[];

/**
 * Five purchasers of a gun each. The first two bought at Alder Arms, guns of the second and third were held by the same person;
 * the fourth has neither in common with anybody, and the fifth bought at Birch Guns alone.
 */
beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2024-01-10', to: { state: 'MD' }, home: { state: 'MD' }, ttc: 100 };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    dealers: [
      { name: 'Alder & Arms', state: 'MD' },
      { name: 'Birch Guns', state: 'MD' },
    ],
    recoveries: [
      { ...gun, dealer: 'Alder & Arms' },
      { ...gun, dealer: 'Alder & Arms', multipleSale: true },
      { ...gun, outcome: 'purchaser' },
      { ...gun, outcome: 'purchaser' },
      { ...gun, agency: 'NPD', dealer: 'Birch Guns' },
    ],
  });
  await database.current.knex.transaction(async (trx) => {
    for (const [index, full_name] of [
      [1, 'ROE, RICHARD'],
      [2, 'Roe, Richard'],
      [3, 'DOE, JANE'],
    ] as const) {
      const recovery = () => trx('recovery').where('id', inserted.recoveries[index]);
      const { agency_id, import_batch_id } = await recovery().first('agency_id', 'import_batch_id');
      const [held] = await trx('possessor')
        .insert({ agency_id, import_batch_id, source_row: 1, full_name, birth_date: '1990-01-01' })
        .returning('id');
      await recovery().update({ possessor_id: held.id });
    }
    const rows: { purchaser_id: number }[] = await trx('recovery').select('purchaser_id').orderBy('id');
    buyers = rows.map(({ purchaser_id }) => purchaser_id);
  });
});

describe('GET /api/purchasers/network', () => {
  it('tells what connects purchasers, as one part, without a name', async () => {
    const { body, text } = await request(app()).get('/api/purchasers/network').expect(200);
    const { nodes, edges, ...counts } = networkSchema.parse(body);
    expect(counts).toMatchObject({ total: 5, lookedAt: 5, unconnected: 2 });
    const alder = `dealer:${inserted.dealers['Alder & Arms']}`;
    const told = (kind: string) =>
      nodes.flatMap((node) => (node.kind === kind ? [[node.id, node.label, node.guns, node.component]] : []));
    expect(told('dealer')).toEqual([[alder, 'Alder & Arms', 2, 1]]);
    expect(told('possessor')).toEqual([
      [expect.stringMatching(/^possessor:\d+$/), expect.stringMatching(/^Possessor \d+$/), 2, 1],
    ]);
    expect(told('purchaser').sort()).toEqual(
      [0, 1, 2].map((index) => [`purchaser:${buyers[index]}`, `Purchaser ${buyers[index]}`, 1, 1]),
    );
    expect(edges.map(({ guns }) => guns)).toEqual([1, 1, 1, 1]);
    expect(text).not.toMatch(/roe|doe/i);
  });

  it('narrows by filter and indicators', async () => {
    const { body } = await request(app()).get('/api/purchasers/network?has=multipleSale').expect(200);
    expect(networkSchema.parse(body)).toMatchObject({ nodes: [], edges: [], total: 1, unconnected: 1 });
  });

  it.each(['has=rich', 'limit=9'])('refuses %s by name', async (query) => {
    const { body } = await request(app()).get(`/api/purchasers/network?${query}`).expect(400);
    expect(body.parameter).toBe(query.split('=')[0]);
  });
});

describe('a network as a file', () => {
  it.each([
    ['graphml', 'application/graphml+xml'],
    ['gexf', 'application/gexf+xml'],
  ])('%s', async (format, type) => {
    const { headers, text, body } = await request(app())
      .get(`/api/purchasers/network.${format}`)
      .buffer(true)
      .expect(200);
    expect(headers['content-type']).toContain(type);
    expect(headers['content-disposition']).toBe(`attachment; filename="tracemap-network.${format}"`);
    const file = text ?? String(body);
    expect(file).toContain('Alder &amp; Arms');
    if (format === 'gexf') {
      const graph = parse(UndirectedGraph, file);
      expect([graph.order, graph.size]).toEqual([5, 4]);
      expect(graph.getNodeAttribute(`purchaser:${buyers[1]}`, 'indicators')).toContain('multipleSale');
    } else {
      expect(file.match(/<node /g)).toHaveLength(5);
      expect(file.match(/<edge /g)).toHaveLength(4);
    }
    const events = await rowsOf(
      database.current,
      `SELECT agency_id, action FROM audit_event WHERE subject = 'network.${format}' ORDER BY position`,
    );
    // The other agency has no gun in it.
    expect(events.map(({ action }) => action)).toEqual(['export.begun', 'export.finished']);
  });

  it('knows no other format', async () => {
    await request(app()).get('/api/purchasers/network.pdf').expect(404);
  });

  it('is not for those who see counts alone', async () => {
    const cookie = await cookieOf(database.current, {
      email: 'b@region.example',
      role: 'briefing',
      agency: 'BPD',
    });
    const alone = routeApp(createPurchaserNetworkRoutes(database.current));
    await request(alone).get('/api/purchasers/network.gexf').set('Cookie', cookie).expect(403);
  });
});
