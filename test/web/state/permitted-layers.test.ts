import { expect, it } from 'vitest';
import { START, TABLE_IDS } from '../../../web/state/page-state.ts';
import { isTableOpen, openLayers } from '../../../web/state/permitted-layers.ts';

it('lists counts alone to whoever sees no records', () => {
  expect(TABLE_IDS.filter((id) => isTableOpen(id, false))).toEqual(['flows', 'hotspots', 'areas']);
});

it('keeps layers of records off whatever the address says, and leaves the others', () => {
  const shown = {
    ...START.shown,
    recoveries: true,
    dealers: true,
    purchasers: true,
    areas: true,
    links: true,
    debriefs: true,
    thefts: true,
  };
  expect(openLayers(shown, true)).toEqual(shown);
  expect(openLayers(shown, false)).toEqual({
    ...shown,
    recoveries: false,
    dealers: false,
    purchasers: false,
    links: false,
    debriefs: false,
    thefts: false,
  });
});
