import { describe, expect, it } from 'vitest';
import type { Flows } from '../../../domain/responses.ts';
import { flowsInWords, onLinesWords } from '../../../web/words/flow-words.ts';

const NONE = { drawn: 0, notDrawn: 0, withinArea: 0, withinCluster: 0, unplaced: 0, suppressed: 0 };
const TOTALS = { ...NONE, count: 0, published: 0 };

it.each([
  ['state' as const, { drawn: 1, withinArea: 2 }, '1 gun on lines, 2 stayed.'],
  ['county' as const, { notDrawn: 3 }, '0 guns on lines, 0 stayed, 3 on smaller flows not drawn.'],
  [
    'zip' as const,
    { withinCluster: 4, notDrawn: 5, unplaced: 6, suppressed: 7 },
    '0 guns on lines, 0 stayed, 4 between places drawn as one, 5 on flows that are smaller or elsewhere, not drawn, 6 not known to the ZIP at both ends, 7 withheld.',
  ],
])('tells where all guns of a map are: %s', (level, counts, words) => {
  expect(onLinesWords({ level, totals: { ...TOTALS, ...counts } })).toBe(words);
});

const flow = (originName: string, destinationName: string, count: number): Flows['features'][number] => ({
  type: 'Feature',
  id: `${originName}>${destinationName}`,
  geometry: { type: 'LineString', coordinates: [] },
  properties: {
    ...{ origin: originName, destination: destinationName, originName, destinationName, count, share: 0 },
    ...{ medianTimeToCrimeDays: null, shortTimeToCrimeShare: null, knownTimeToCrime: 0, distanceKm: 1 },
  },
});
const node = (name: string, stayed: number): Flows['nodes'][number] => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [0, 0] },
  properties: { code: name, name, areas: 1, sold: stayed, recovered: stayed, stayed },
});

describe('flowsInWords', () => {
  it('says which flows are the largest, where most stayed, and where all others are', () => {
    const features = [
      ['VA', 3],
      ['GA', 9],
      ['PA', 1],
      ['OH', 2],
      ['NC', 5],
      ['SC', 4],
    ] as const;
    expect(
      flowsInWords({
        level: 'state',
        totals: { ...TOTALS, count: 31, drawn: 24, withinArea: 7 },
        features: features.map(([origin, count]) => flow(origin, 'MD', count)),
        nodes: [node('PA', 1), node('MD', 6), node('VA', 0)],
      }),
    ).toBe(
      'The largest flows go from GA to MD (9 guns), from NC to MD (5 guns), from SC to MD (4 guns), from VA to MD (3 guns), from OH to MD (2 guns). Most that stayed did so in MD (6 guns). 24 guns on lines, 7 stayed.',
    );
  });

  it('says that there is nothing, and leaves out what there is none of', () => {
    expect(flowsInWords({ level: 'state', totals: TOTALS, features: [], nodes: [] })).toBe(
      'There are no flows to show.',
    );
    const totals = { ...TOTALS, count: 2, unplaced: 2 };
    expect(flowsInWords({ level: 'state', totals, features: [], nodes: [node('MD', 0)] })).toBe(
      '0 guns on lines, 0 stayed, 2 not known to the state at both ends.',
    );
  });
});
