import { expect, it } from 'vitest';
import { formatPage, NO_LAYERS, type PageState, parsePage, START } from '../../../web/state/page-state.ts';

const FULL: PageState = {
  view: 'data',
  filter: { recoveredFrom: '2025-01-01', recoveredTo: '2026-01-01', ttcMax: 1095, sourceState: ['GA', 'VA'] },
  at: { lon: -76.6123, lat: 39.29, zoom: 9.5 },
  selection: [
    { kind: 'flow', origin: 'VA', destination: 'MD' },
    { kind: 'flow', origin: '51760', destination: '24510' },
    { kind: 'dealer', id: 12 },
    { kind: 'recovery', id: 7 },
    { kind: 'area', code: '24510' },
    { kind: 'hotspot', cell: '882aa8c1b9fffff' },
    { kind: 'link', id: 3 },
    { kind: 'debrief', id: 4 },
    { kind: 'theft', id: 5 },
  ],
  level: 'county',
  ends: 'purchaser>recovery',
  figures: 'published',
  year: 2015,
  lines: 300,
  scale: { flowTop: 1200, nodeTop: 5000, stayedTop: 500 },
  play: 'cumulative',
  pace: 'fast',
  shown: {
    flows: true,
    recoveries: false,
    dealers: true,
    purchasers: true,
    hotspots: true,
    areas: false,
    jurisdictions: true,
    links: true,
    debriefs: false,
    thefts: true,
  },
  hotspots: {
    of: 'shortTimeToCrime',
    rate: 'recoveries',
    rings: 3,
    colour: 'class',
    only: ['hot99', 'hot95'],
  },
  linkType: 'hit',
  obtained: 'straw_purchase',
  victim: 'carrier',
  table: 'dealers',
  sort: '-count',
  rail: false,
  theme: 'dark',
  openImport: 12,
  quality: {
    kind: 'traces',
    batch: 7,
    rows: { check: 'missing', field: 'serial_number', month: '2025-03' },
  },
  openAddress: 42,
  openCorridor: 5,
  openIntervention: 9,
  outcome: 'short_share',
  timesBy: 'source_state',
  firearmsBy: 'caliber',
  firearmsEach: 'year',
  released: { way: 'time', years: { from: 2023, to: 2024 }, area: '24510' },
  openGun: { kind: 'multiple_sale', id: 6 },
  openBatch: 12,
  forms: true,
  auditAction: 'import.finished',
  joins: 'joined',
  has: ['multipleSale', 'heldByAnother'],
  openPurchaser: 31,
  openBriefing: 4,
  section: 3,
  briefingShape: 'slides',
  draft: {
    id: 5,
    origins: [{ kind: 'area', code: 'VA' }],
    destinations: [
      { kind: 'area', code: '24510' },
      {
        kind: 'polygon',
        corners: [
          [-77.1, 39],
          [-76, 39],
          [-76.5, 40.25],
        ],
      },
    ],
  },
  embed: true,
};

it('writes nothing for the page as it starts', () => {
  expect(formatPage(START)).toBe('');
  expect(parsePage('')).toEqual({ state: START, problems: [] });
});

it('brings back everything it writes', () => {
  expect(parsePage(formatPage(FULL))).toEqual({ state: FULL, problems: [] });
});

it('keeps the address readable', () => {
  const state = { ...START, selection: FULL.selection.slice(0, 1), at: FULL.at };
  expect(formatPage(state)).toBe('?at=-76.6123,39.29,9.5&select=flow:VA>MD');
});

it('opens a half-broken link with what can be read, and names the rest', () => {
  const { state, problems } = parsePage(
    '?ttc_max=soon&source_state=VA&at=99,99&select=flow:VA,dealer:x&colour=red',
  );
  expect(state).toEqual({ ...START, filter: { sourceState: ['VA'] } });
  expect(problems.map((problem) => /ttc_max|colour/.exec(problem)?.[0]).sort()).toEqual([
    'colour',
    'ttc_max',
  ]);
});

it('names the table of states in the address', () => {
  expect(formatPage({ ...START, table: 'areas', sort: '-imported' })).toBe('?table=areas&sort=-imported');
  expect(parsePage('?table=areas').state.table).toBe('areas');
});

it('reads one number as the scale of lines, nodes and rings, and no scale of none', () => {
  const scale = { flowTop: 1200, nodeTop: 1200, stayedTop: 1200 };
  expect(parsePage('?scale=1200').state.scale).toEqual(scale);
  expect(formatPage({ ...START, scale })).toBe('?scale=1200');
  for (const text of ['0', '-5', '1,2,3,4', 'wide', '1200,']) {
    expect(parsePage(`?scale=${text}`).state.scale).toBeNull();
  }
});

it('tells all layers off from layers as they start', () => {
  expect(parsePage(formatPage({ ...START, shown: NO_LAYERS })).state.shown).toEqual(NO_LAYERS);
});
