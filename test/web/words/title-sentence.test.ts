import { expect, it } from 'vitest';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { filterWords, timeToCrimeWords, titleSentence } from '../../../web/words/title-sentence.ts';

const AGENCIES = new Map([['BPD', 'Baltimore Police']]);
const AREAS = new Map([['24510', 'Baltimore, MD']]);
const title = (count: number, filter: TraceFilter) =>
  titleSentence({ count, filter, agencyNames: AGENCIES, areaNames: AREAS });

it.each<[string, number, TraceFilter]>([
  ['45 guns recovered', 45, {}],
  ['1 gun recovered', 1, {}],
  [
    '2,431 guns recovered in Maryland, Jan–Dec 2025, sold within 3 years',
    2431,
    { recoveryState: ['MD'], recoveredFrom: '2025-01-01', recoveredTo: '2026-01-01', ttcMax: 1095 },
  ],
  [
    '12 pistols and revolvers recovered by Baltimore Police, sold in Georgia and Virginia',
    12,
    { firearmType: ['pistol', 'revolver'], agency: ['BPD'], sourceState: ['GA', 'VA'] },
  ],
  ['3 guns recovered in 4 states', 3, { recoveryState: ['MD', 'NJ', 'PA', 'DE'] }],
  [
    '3 guns recovered in Baltimore, MD, sold in county 51760',
    3,
    { recoveryState: ['MD'], recoveryCounty: ['24510'], sourceCounty: ['51760'] },
  ],
  [
    '3 guns recovered, sold in Virginia, to buyers who lived in Maryland',
    3,
    { sourceState: ['VA'], purchaserState: ['MD'] },
  ],
  ['3 guns recovered in ZIP 21202 and ZIP 21201', 3, { recoveryZip: ['21202', '21201'] }],
  ['3 guns recovered, Mar 2025', 3, { recoveredFrom: '2025-03-01', recoveredTo: '2025-04-01' }],
  ['3 guns recovered, Nov 2024–Feb 2025', 3, { recoveredFrom: '2024-11-01', recoveredTo: '2025-03-01' }],
  ['3 guns recovered, 14 Mar–3 Apr 2025', 3, { recoveredFrom: '2025-03-14', recoveredTo: '2025-04-04' }],
  ['3 guns recovered, since 14 Mar 2025', 3, { recoveredFrom: '2025-03-14' }],
  ['3 guns recovered, up to 31 Dec 2024', 3, { recoveredTo: '2025-01-01' }],
  ['3 guns recovered, with 2 more filters', 3, { dealer: [4], caliber: ['9'] }],
])('says "%s"', (sentence, count, filter) => {
  expect(title(count, filter)).toBe(sentence);
});

it.each([
  [undefined, 1095, 'within 3 years'],
  [undefined, 90, 'within 3 months'],
  [91, 212, '3 months to 7 months before'],
  [730, 1095, '2 years to 3 years before'],
  [1096, undefined, '3 years or more before'],
  [undefined, undefined, ''],
] as const)('puts %s to %s days into words', (min, max, words) => {
  expect(timeToCrimeWords(min, max)).toBe(words);
});

it('says of how many of the guns another record tells', () => {
  const told = { count: 1312, words: 'reported stolen or lost' };
  expect(
    titleSentence({
      count: 24_949,
      filter: { recoveryState: ['MD'] },
      agencyNames: AGENCIES,
      areaNames: AREAS,
      told,
    }),
  ).toBe('24,949 guns recovered in Maryland, 1,312 of them reported stolen or lost');
});

it.each([
  [{}, 'all guns'],
  [{ sourceState: ['VA'] }, 'guns sold in Virginia'],
  [
    { sourceState: ['VA'], recoveryCounty: ['24510'] },
    'guns recovered in Baltimore city, MD, sold in Virginia',
  ],
  [{ dealer: [7], firearmType: ['pistol'] }, 'pistols sold by 1 dealer'],
  [{ dealer: [7, 8], caliber: ['9MM'] }, 'guns sold by 2 dealers, with 1 more filter'],
] as const)('says which guns a stored filter is about: %j', (filter, words) => {
  const areaNames = new Map([['24510', 'Baltimore city, MD']]);
  expect(filterWords({ filter, agencyNames: new Map(), areaNames })).toBe(words);
});
