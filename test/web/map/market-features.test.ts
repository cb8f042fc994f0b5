import { describe, expect, it } from 'vitest';
import {
  debriefDrawing,
  linkDrawing,
  othersAtPlace,
  theftDrawing,
} from '../../../web/map/market-features.ts';
import { debrief, incident, link, theft } from '../market-records.ts';

const A = incident({ incident: 1, incidentNumber: 'A1', position: [-76.6, 39.3] });
const B = incident({ incident: 2, incidentNumber: 'B1', position: [-76.7, 39.4] });
const C = incident({ incident: 3, incidentNumber: 'C1', position: [-77.4, 37.5] });
const NOWHERE = incident({ incident: 4, position: null });
const HIT = link({ id: 7, linkNumber: 'L7', linkType: 'hit', incidents: [A, B] });
const LEAD = link({ id: 9, linkNumber: 'L9', incidents: [B, C] });
const HALF = link({ id: 11, incidents: [C, NOWHERE] });

describe('links on the map', () => {
  const told = (drawing: ReturnType<typeof linkDrawing>) =>
    drawing.features.map(({ properties: { id, link: of, part, tone } }) => [id, of, part, tone].join(' '));

  it('are lines between two places, and each incident is a mark once', () => {
    const { features } = linkDrawing([HIT, LEAD, HALF], []);
    expect(told(linkDrawing([HIT, LEAD, HALF], []))).toEqual([
      '7 7 hit alone',
      '9 9 lead alone',
      'incident-1 7 incident alone',
      'incident-2 9 incident alone',
      'incident-3 11 incident alone',
    ]);
    expect(features[0]?.geometry).toEqual(HIT.geometry);
    expect(features[2]?.geometry).toEqual({ type: 'Point', coordinates: [-76.6, 39.3] });
  });

  it('stand back behind the chain that is looked at, which is drawn whole', () => {
    expect(told(linkDrawing([HIT, HALF], [LEAD, HIT]))).toEqual([
      '9 9 lead chain',
      '7 7 hit chain',
      'incident-1 7 incident chain',
      'incident-2 7 incident chain',
      'incident-3 9 incident chain',
    ]);
  });

  it('say under the pointer what they are', () => {
    const { features } = linkDrawing([HIT, LEAD], []);
    expect(features.map(({ properties }) => properties.sentence)).toEqual([
      'Hit L7: 2 incidents, 2 Mar 2024',
      'Lead L9: 2 incidents, 2 Mar 2024',
      'Incident BALTIMORE PD A1, 2 Mar 2024: in 1 link shown',
      'Incident BALTIMORE PD B1, 2 Mar 2024: in 2 links shown',
      'Incident BALTIMORE PD C1, 2 Mar 2024: in 1 link shown',
    ]);
  });
});

const HERE = [-76.6, 39.3] as const;
const THERE = [-76.7, 39.4] as const;

describe('debriefs on the map', () => {
  it('are a symbol a place with the letter of the way, or their number where ways differ', () => {
    const { features } = debriefDrawing(
      [
        debrief(1, HERE),
        debrief(2, HERE, { obtainedHow: 'theft' }),
        debrief(3, THERE, { obtainedHow: 'ghost_gun', obtainedFrom: 'friend' }),
        debrief(4, null),
      ],
      new Set([2]),
    );
    expect(features.map(({ geometry, properties }) => [geometry.coordinates, properties])).toEqual([
      [
        [...HERE],
        {
          // The one that is selected stands for those at its place.
          id: 2,
          label: '2',
          count: 2,
          sentence: '2 guns obtained here, as debriefs say: 1 straw purchase, 1 theft',
        },
      ],
      [
        [...THERE],
        {
          id: 3,
          label: 'G',
          count: 1,
          sentence: 'Gun obtained here: privately made (ghost gun), from a friend. Debrief of 10 Jan 2024',
        },
      ],
    ]);
  });
});

describe('thefts on the map', () => {
  it('are a symbol a place with the number of guns where they are several; those without a place are none', () => {
    const { features } = theftDrawing(
      [
        theft(1, HERE, { guns: 6, dealerName: 'RIVER CITY ARMS' }),
        theft(2, THERE, { victimKind: 'carrier', theftKind: 'in_transit' }),
        theft(3, THERE, { victimKind: 'carrier', theftKind: 'in_transit', guns: 2 }),
        theft(4, null, { victimKind: 'private' }),
        theft(5, [-76, 39], { theftKind: 'lost', stolenOn: null, victimKind: 'agency' }),
      ],
      new Set(),
    );
    expect(features.map(({ properties }) => properties)).toEqual([
      { id: 1, label: '6', count: 6, sentence: '6 guns: burglary, from RIVER CITY ARMS, 10 Jan 2024' },
      {
        id: 2,
        label: '3',
        count: 3,
        sentence: '3 guns stolen or lost here, in 2 rows of reports: 2 in transit',
      },
      { id: 5, label: '', count: 1, sentence: '1 gun: lost, from an agency, day unknown' },
    ]);
  });
});

it('others at a place are all but the one itself', () => {
  const [one, two, three] = [theft(1, HERE), theft(2, HERE), theft(3, THERE)];
  expect(othersAtPlace(one, [one, two, three])).toEqual([two]);
  expect(othersAtPlace(theft(4, null), [theft(5, null)])).toEqual([]);
});
