/** Flows by ZIP and H3 cell, from and to the purchaser's home, in a view and with ends drawn as one. */
import { cellToLatLng, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Flows } from '../../../domain/responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import type { FlowQuestion } from '../../../server/flows/flows-read-model.ts';
import { readFlows } from '../../../server/flows/flows-read-model.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const zip = (code: string) => ({ state: 'MD', county: '24510', zip: code });
const RICHMOND = { state: 'VA', county: '51760', zip: '23220' };
const TOWN_HALL = [-76.61, 39.29] as const;
const HARBOUR = [-76.5, 39.2] as const;
const SHOP = [-77.46, 37.55] as const;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-76.61, 39.3] },
      { level: 'county', code: '51760', name: 'Richmond city', state: 'VA', at: [-77.46, 37.53] },
      { level: 'zip', code: '21201', name: '21201', state: 'MD', at: [-76.62, 39.29] },
      { level: 'zip', code: '21202', name: '21202', state: 'MD', at: [-76.6, 39.29] },
      { level: 'zip', code: '23220', name: '23220', state: 'VA', at: [-77.46, 37.55] },
    ],
    dealers: [{ name: 'Shop', at: SHOP, state: 'VA', county: '51760', zip: '23220' }],
    recoveries: [
      // Two to one ZIP, one to the next, one that stayed; homes are known of three.
      {
        agency: 'BPD',
        from: RICHMOND,
        home: RICHMOND,
        to: zip('21201'),
        at: TOWN_HALL,
        dealer: 'Shop',
        ttc: 10,
      },
      {
        agency: 'BPD',
        from: RICHMOND,
        home: zip('21202'),
        to: zip('21201'),
        at: TOWN_HALL,
        dealer: 'Shop',
        ttc: 30,
      },
      { agency: 'NPD', from: RICHMOND, to: zip('21202'), at: HARBOUR, dealer: 'Shop', ttc: 200 },
      { agency: 'NPD', from: zip('21202'), home: zip('21202'), to: zip('21202') },
      // Sold next door: between ZIPs, but both are drawn as one when seen from afar.
      { agency: 'BPD', from: zip('21201'), to: zip('21202'), outcome: 'dealer', ttc: 50 },
      // Known by county only, and not traced.
      { agency: 'BPD', from: { state: 'VA', county: '51760' }, to: zip('21201'), outcome: 'dealer' },
      { agency: 'BPD', to: zip('21201') },
    ],
  });
});

async function flows(
  question: Partial<FlowQuestion>,
  agencies: readonly string[] = ['BPD', 'NPD'],
  filter: TraceFilter = {},
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return withScope(database.current, scope, {}, (read) =>
    readFlows(read, filter, { level: 'zip', limit: 1000, ...question }),
  );
}

const counts = ({ features }: Flows) =>
  Object.fromEntries(features.map(({ id, properties }) => [id, properties.count]));
const nodes = (found: Flows) =>
  Object.fromEntries(
    found.nodes.map(({ properties: { code, sold, recovered, stayed } }) => [code, [sold, recovered, stayed]]),
  );

function expectEachGunOnce({ totals, features }: Flows, count: number) {
  const { drawn, notDrawn, withinArea, withinCluster, unplaced, suppressed } = totals;
  expect(totals.count).toBe(count);
  expect(drawn + notDrawn + withinArea + withinCluster + unplaced + suppressed).toBe(count);
  expect(features.reduce((sum, { properties }) => sum + properties.count, 0)).toBe(drawn);
}

describe('flows by ZIP', () => {
  it('counts pairs, those that stayed, and what is known by county only as unplaced', async () => {
    const found = await flows({});
    expect(counts(found)).toEqual({ '23220>21201': 2, '21201>21202': 1, '23220>21202': 1 });
    expect(found.totals).toMatchObject({ withinArea: 1, unplaced: 1 });
    expectEachGunOnce(found, 6);
    expect(found.features[0]?.properties).toMatchObject({
      originName: '23220, VA',
      destinationName: '21201, MD',
      medianTimeToCrimeDays: 20,
    });
  });

  it('shows an owner and a partner what is theirs', async () => {
    expect(counts(await flows({}, ['NPD']))).toEqual({ '23220>21202': 1 });
    expectEachGunOnce(await flows({}, ['BPD']), 4);
    expectEachGunOnce(await flows({}, []), 0);
  });
});

describe('flows by cell', () => {
  const resolution = 9;
  const cell = ([lon, lat]: readonly [number, number]) => latLngToCell(lat, lon, resolution);

  it('counts what has a place of its own, from cell to cell', async () => {
    const found = await flows({ level: 'cell', zoom: 15 });
    expect(counts(found)).toEqual({
      [`${cell(SHOP)}>${cell(TOWN_HALL)}`]: 2,
      [`${cell(SHOP)}>${cell(HARBOUR)}`]: 1,
    });
    expect(found.totals).toMatchObject({ drawn: 3, unplaced: 3 });
    expectEachGunOnce(found, 6);
  });

  it('names a cell after its ZIP and puts it in the middle of the hexagon', async () => {
    const found = await flows({ level: 'cell', zoom: 15 });
    const node = found.nodes.find(({ properties }) => properties.code === cell(HARBOUR));
    expect(node?.properties.name).toBe('Part of 21202, MD');
    const [lat, lon] = cellToLatLng(cell(HARBOUR));
    expect(node?.geometry.coordinates).toEqual([Number(lon.toFixed(4)), Number(lat.toFixed(4))]);
  });

  it('takes larger cells for a wider view', async () => {
    const found = await flows({ level: 'cell', zoom: 5 });
    expect(found.features).toHaveLength(1);
    expect(found.features[0]?.properties.count).toBe(3);
    expectEachGunOnce(found, 6);
  });
});

describe('flows between other ends', () => {
  it('from the purchaser to recovery counts guns traced to a purchaser', async () => {
    const found = await flows({ ends: { origin: 'purchaser', destination: 'recovery' } });
    expect(counts(found)).toEqual({ '21202>21201': 1, '23220>21201': 1 });
    expect(found.totals).toMatchObject({ withinArea: 1, unplaced: 1 });
    expectEachGunOnce(found, 4);
  });

  it.each([
    [['VA'], 3, 1],
    [['MD'], 1, 1],
    [['VA', 'MD'], 4, 2],
    [['DC'], 0, 0],
  ])(
    'from the purchaser, of guns sold in %s, though two sold in either state stayed in one county',
    async (sourceState, count, stayed) => {
      const ends = { origin: 'purchaser', destination: 'recovery' } as const;
      const { totals } = await flows({ level: 'county', ends }, ['BPD', 'NPD'], { sourceState });
      expect(totals).toMatchObject({ count, withinArea: stayed });
    },
  );

  it('from dealer to purchaser', async () => {
    const found = await flows({ ends: { origin: 'dealer', destination: 'purchaser' } });
    expect(counts(found)).toEqual({ '23220>21202': 1 });
    expect(found.totals).toMatchObject({ withinArea: 2, unplaced: 1 });
    expectEachGunOnce(found, 4);
  });
});

describe('flows of buyers who lived in an area', () => {
  it.each<[string, TraceFilter, readonly string[], number]>([
    ['a state', { purchaserState: ['VA'] }, ['BPD', 'NPD'], 1],
    ['a county', { purchaserCounty: ['51760'] }, ['BPD', 'NPD'], 1],
    ['a ZIP', { purchaserZip: ['21202'] }, ['BPD', 'NPD'], 2],
    ['a ZIP, to its owner', { purchaserZip: ['21202'] }, ['NPD'], 1],
    ['a ZIP, to an outsider', { purchaserZip: ['21202'] }, [], 0],
    [
      'a ZIP of one and the county of another',
      { purchaserZip: ['21202'], purchaserCounty: ['51760'] },
      ['BPD'],
      0,
    ],
  ])('in %s', async (_name, filter, agencies, count) => {
    expectEachGunOnce(await flows({}, agencies, filter), count);
  });
});

describe('flows in a view', () => {
  it('draws those with an end inside and counts the others', async () => {
    const found = await flows({ view: [-76.61, 39.2, -76.5, 39.4] });
    expect(counts(found)).toEqual({ '21201>21202': 1, '23220>21202': 1 });
    expect(found.totals).toMatchObject({ notDrawn: 2, withinArea: 1, unplaced: 1 });
    expectEachGunOnce(found, 6);
  });

  it('tells of the nodes inside only, of which all guns are known', async () => {
    expect(nodes(await flows({ view: [-76.61, 39.2, -76.5, 39.4] }))).toEqual({ 21202: [1, 3, 1] });
  });

  it('may cross the antimeridian', async () => {
    expect((await flows({ view: [170, 30, -77, 45] })).totals).toMatchObject({ drawn: 3, notDrawn: 1 });
  });
});

describe('flows with near ends drawn as one', () => {
  it('counts all guns between clusters, and those inside of one apart', async () => {
    const found = await flows({ clustered: true, zoom: 7 });
    expect(counts(found)).toEqual({ '23220>21201+1': 3 });
    expect(found.totals).toMatchObject({ withinArea: 1, withinCluster: 1, unplaced: 1 });
    expectEachGunOnce(found, 6);
    expect(found.features[0]?.properties).toMatchObject({
      destinationName: '21201, MD and 1 nearby',
      medianTimeToCrimeDays: 30,
      knownTimeToCrime: 3,
    });
    expect(nodes(found)).toEqual({ 23220: [3, 0, 0], '21201+1': [2, 5, 2] });
  });

  it('comes apart at a nearer zoom', async () => {
    const near = await flows({ clustered: true, zoom: 13 });
    expect(counts(near)).toEqual(counts(await flows({})));
    expect(near.totals.withinCluster).toBe(0);
  });

  it('tells of the clusters that lie in the view as a whole', async () => {
    const part = await flows({ clustered: true, zoom: 7, view: [-76.61, 39.2, -76.5, 39.4] });
    expect(Object.keys(nodes(part))).toEqual([]);
    expectEachGunOnce(part, 6);
  });
});
