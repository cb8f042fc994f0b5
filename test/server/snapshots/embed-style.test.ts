import { expect, it } from 'vitest';
import { EMBED_STYLE } from '../../../server/snapshots/embed-style.ts';
import { PALETTES } from '../../../web/map/palette.ts';

it.each(['light', 'dark'] as const)('has the colours of the map: %s', (theme) => {
  const { soldClasses, untold } = PALETTES[theme];
  const told = soldClasses.map((colour, index) => `--c${index + 1}:${colour}`).join(';');
  expect(EMBED_STYLE).toContain(told);
  expect(EMBED_STYLE).toContain(`--rest:${untold};`);
});
