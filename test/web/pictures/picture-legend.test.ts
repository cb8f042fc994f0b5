import { expect, it } from 'vitest';
import { TIME_TO_CRIME_BUCKETS } from '../../../domain/time-to-crime.ts';
import { PAPER_PALETTE } from '../../../web/pictures/paper-colours.ts';
import type { LegendFacts } from '../../../web/pictures/picture-legend.ts';
import { legendWords, pictureLegend } from '../../../web/pictures/picture-legend.ts';
import { MAP_LAYER_IDS } from '../../../web/state/page-state.ts';

const FACTS: LegendFacts = {
  shown: ['flows'],
  palette: PAPER_PALETTE,
  flows: {
    title: 'Flows from sale to recovery',
    top: 50,
    isCapped: true,
    origin: 'sold here',
    destination: 'recovered here',
    note: '30 guns on lines.',
  },
  buckets: TIME_TO_CRIME_BUCKETS,
  hotspots: null,
  debriefs: [],
};

it('tells what is drawn, in the widths it is drawn with', () => {
  const [flows] = pictureLegend(FACTS);
  expect(flows?.lines.map(({ label }) => label)).toEqual([
    '50 guns and more',
    '10 guns',
    '1 gun',
    'stayed in the area',
    'sold here, recovered here',
  ]);
  expect(flows?.lines[0]?.mark).toContain('stroke-width="12"');
  expect(legendWords(pictureLegend(FACTS))).toMatch(
    /^Flows from sale to recovery: 50 guns and more; .* 30 guns on lines\.$/,
  );
});

it('leaves out layers that have nothing to say', () => {
  const titles = pictureLegend({ ...FACTS, shown: MAP_LAYER_IDS }).map(({ title }) => title);
  expect(titles).not.toContain('Hotspots');
  expect(titles).not.toContain('Debriefs: how guns were obtained');
  expect(titles).toContain('Recoveries, by time from sale');
  expect(titles).toHaveLength(MAP_LAYER_IDS.length - 2);
});
