import { describe, expect, it } from 'vitest';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import type { PictureFacts } from '../../../web/pictures/picture-caption.ts';
import { linesBelow, outOfFunnel, pictureCaption } from '../../../web/pictures/picture-caption.ts';

const FACTS: PictureFacts = {
  title: '36 guns recovered',
  outOf: null,
  recoveredFrom: null,
  recoveredTo: null,
  oldest: '2019-01-03',
  newest: '2025-12-30',
  agencies: ['Baltimore Police'],
  published: null,
  released: null,
  isSynthetic: false,
  basemap: '',
  madeOn: '2026-01-14',
};
const below = (facts: Partial<PictureFacts>) => linesBelow(pictureCaption({ ...FACTS, ...facts }));

describe('what stands below a picture', () => {
  it('says dates, source, notice, of what day the data are, and that it is a working picture', () => {
    expect(below({})).toEqual([
      'Recovered 3 Jan 2019–30 Dec 2025, all there are. Source: records of Baltimore Police.',
      NOT_A_RANDOM_SAMPLE,
      'Data to 30 Dec 2025; made 14 Jan 2026. Working picture, not released for publication.',
    ]);
  });

  it.each<[string, Partial<PictureFacts>, string]>([
    ['both dates', { recoveredFrom: '2025-01-01', recoveredTo: '2026-01-01' }, 'Recovered Jan–Dec 2025.'],
    ['a first day', { recoveredFrom: '2025-03-14' }, 'Recovered 14 Mar–30 Dec 2025.'],
    [
      'whole months',
      { oldest: '2019-01-01', newest: '2025-12-31' },
      'Recovered Jan 2019–Dec 2025, all there are.',
    ],
    ['a last day', { recoveredTo: '2025-03-14' }, 'Recovered before 14 Mar 2025; records begin 3 Jan 2019.'],
    ['three agencies', { agencies: ['A', 'B', 'C'] }, 'Source: records of A, B and C.'],
    [
      'more',
      { agencies: ['A', 'B', 'C', 'D'] },
      'Source: records of 4 agencies, as whoever made this may see them.',
    ],
    ['none', { agencies: [] }, 'Source: no agency’s records.'],
    ['a published table', { published: 'ATF, 2015' }, 'Source: ATF, 2015.'],
    [
      'made-up records',
      { isSynthetic: true },
      'Synthetic data: the guns, traces and people are made up. Data to',
    ],
    ['no records', { newest: null, oldest: null }, 'No data; made 14 Jan 2026.'],
    ['a basemap', { basemap: '© OpenStreetMap' }, 'Basemap: © OpenStreetMap'],
  ])('with %s', (_name, facts, words) => {
    expect(below(facts).join(' ')).toContain(words);
  });

  it('does not call a published table a working picture', () => {
    expect(below({ published: 'ATF, 2015' }).join(' ')).not.toContain('Working picture');
  });
});

it('says out of how many, step by step', () => {
  const funnel = { recovered: 1200, submitted: 1000, tracedToDealer: 800, tracedToPurchaser: 6 };
  expect(outOfFunnel(funnel)).toBe(
    'Out of 1,200 recovered: 1,000 submitted for tracing (83 %), 800 traced to a dealer (67 %), 6 traced to a purchaser (< 1 %).',
  );
  expect(outOfFunnel({ recovered: 0, submitted: 0, tracedToDealer: 0, tracedToPurchaser: 0 })).toBe(
    'Out of no gun recovered.',
  );
});
