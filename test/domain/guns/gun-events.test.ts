import { describe, expect, it } from 'vitest';
import { eventKey, gunEvents } from '../../../domain/guns/gun-events.ts';
import type { GunLife, GunRecord } from '../../../domain/guns/gun-life.ts';
import type { LinkedIncident, LinkFeature } from '../../../domain/market-responses.ts';

const source = (row: number) => ({ file: null, row, batch: 1 });
const gun = {
  firearmType: 'pistol',
  manufacturer: 'GLOCK',
  importer: null,
  model: null,
  caliber: '9MM',
  serialObliterated: false,
} as const;
const common = { agency: 'A', agencyName: 'Agency', place: 'Somewhere', state: null, county: null };
const dealer = { dealerId: 7, dealerName: 'DEALER', dealerLicense: null, dealerState: null };
const match = { isSure: true, comparison: null };

const recovery = (id: number, recoveredOn: string | null, purchasedOn: string | null): GunRecord => ({
  kind: 'recovery',
  ...match,
  record: {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [-76, 39] },
    properties: {
      ...common,
      ...gun,
      recoveredOn,
      purchasedOn,
      crimeCode: null,
      precision: 'point',
      uncertaintyMetres: null,
      placedBy: null,
      recoveryState: null,
      recoveryCounty: null,
      traceOutcome: 'purchaser',
      traceNumber: null,
      timeToCrimeDays: null,
      dealerId: purchasedOn === null ? null : 7,
      dealerName: purchasedOn === null ? null : 'DEALER',
      sourceState: null,
      sourceCounty: null,
      multipleSale: false,
      source: source(id),
    },
  },
});
const sale: GunRecord = {
  kind: 'multiple_sale',
  ...match,
  record: {
    id: 1,
    ...common,
    ...gun,
    ...dealer,
    reportId: 1,
    reportNumber: 'M1',
    soldOn: '2023-02-01',
    guns: 1,
    gunsOfSale: 4,
    source: source(90),
  },
};
const theft = (stolenOn: string | null, reportedOn: string | null): GunRecord => ({
  kind: 'theft',
  ...match,
  record: {
    type: 'Feature',
    id: 1,
    geometry: null,
    properties: {
      ...common,
      ...gun,
      ...dealer,
      reportNumber: null,
      stolenOn,
      reportedOn,
      theftKind: 'burglary',
      reportedKind: null,
      victimKind: 'private',
      guns: 1,
      precision: 'zip',
      source: source(80),
    },
  },
});
const incident = (
  number: number,
  occurredOn: string,
  told: Partial<LinkedIncident> = {},
): LinkedIncident => ({
  id: number,
  incident: number,
  eventAgency: null,
  incidentNumber: `I${number}`,
  occurredOn,
  evidence: null,
  caliber: null,
  recoveries: [],
  position: null,
  precision: 'none',
  place: 'Somewhere',
  state: null,
  county: null,
  source: source(number),
  ...told,
});
const link = (id: number, linkType: 'lead' | 'hit', incidents: LinkedIncident[]): LinkFeature => ({
  type: 'Feature',
  id,
  geometry: null,
  properties: {
    agency: 'A',
    agencyName: 'Agency',
    linkNumber: null,
    linkType,
    linkedOn: null,
    chain: 1,
    incidents,
  },
});
const life = (over: Partial<GunLife>): GunLife => ({
  gun,
  isKnownBySerial: true,
  records: [],
  links: [],
  dealers: [{ id: 7, place: 'Richmond, VA', position: [-77, 37] }],
  notice: '',
  ...over,
});
const told = (of: GunLife) =>
  gunEvents(of).map(({ kind, on, isSure }) => `${kind} ${on}${isSure ? '' : '?'}`);

describe('the events of a gun', () => {
  it('are told by day, sales once however many records tell them', () => {
    const events = gunEvents(
      life({ records: [recovery(2, '2024-03-01', '2023-02-01'), sale, theft('2023-05-01', '2023-05-03')] }),
    );
    expect(events.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'sold 2023-02-01',
      'stolen 2023-05-01',
      'recovered 2024-03-01',
    ]);
    expect(events[0]).toMatchObject({
      dealerName: 'DEALER',
      gunsOfSale: 4,
      place: 'Richmond, VA',
      position: [-77, 37],
      sources: [source(2), source(90)],
    });
  });

  it.each([
    [
      'the day of a report stands in for that of the theft',
      [theft(null, '2023-05-03')],
      ['stolen 2023-05-03'],
    ],
    [
      'without a day a sale comes first and all others last',
      [recovery(1, null, null), theft(null, null), recovery(2, '2024-01-01', '2020-01-01')],
      ['sold 2020-01-01', 'recovered 2024-01-01', 'stolen null', 'recovered null'],
    ],
    [
      'a trace that found neither dealer nor day tells of no sale',
      [recovery(1, '2024-01-01', null)],
      ['recovered 2024-01-01'],
    ],
  ])('%s', (_what, records, events) => {
    expect(told(life({ records }))).toEqual(events);
  });

  const [first, second, third, apart] = [
    incident(1, '2024-01-01'),
    incident(2, '2024-02-01'),
    incident(3, '2024-02-15'),
    incident(5, '2024-01-15'),
  ];
  const linksTo = (last: LinkedIncident) => [
    link(1, 'hit', [first, second]),
    link(2, 'hit', [second, last]),
    link(3, 'lead', [third, last]),
    link(4, 'hit', [third, apart]),
  ];
  const records = [recovery(9, '2024-03-01', null)];

  it('are the incidents that hits join with its recovery; what only leads join is not sure', () => {
    const last = incident(4, '2024-03-01', { recoveries: [9], evidence: 'Pistol, test fired', caliber: '9' });
    expect(told(life({ records, links: linksTo(last) }))).toEqual([
      'used 2024-01-01',
      'used 2024-01-15?',
      'used 2024-02-01',
      'used 2024-02-15?',
      'recovered 2024-03-01',
    ]);
  });

  it.each([
    ['its case brought another gun too', { recoveries: [9, 10], evidence: 'Pistol' }],
    ['casings were sent of its case, no gun', { recoveries: [9], evidence: '3 casings' }],
    ['nobody says what was sent', { recoveries: [9], evidence: null }],
    ['the gun that was sent has another caliber', { recoveries: [9], evidence: 'Pistol', caliber: '.40' }],
  ])('are none of them sure where %s', (_why, of) => {
    const events = told(life({ records, links: linksTo(incident(4, '2024-03-01', of)) }));
    expect(events.filter((event) => event.startsWith('used') && !event.endsWith('?'))).toEqual([]);
    expect(events).toHaveLength(5);
  });

  it('are each known by a name of its own, also two incidents that one line of a file tells', () => {
    const ofOneLine = [incident(1, '2024-01-01'), incident(2, '2024-02-01', { source: source(1) })];
    const last = incident(3, '2024-03-01', { recoveries: [9] });
    const events = gunEvents(life({ records, links: [link(1, 'hit', [...ofOneLine, last])] }));
    expect(events.map(eventKey)).toEqual(['used 1', 'used 2', 'recovered 1/9']);
  });
});
