import { expect, it } from 'vitest';
import { PALETTES } from '../../../web/map/palette.ts';
import { parseRingImageId, ringImageId, ringSlices } from '../../../web/map/ring-image.ts';

const palette = PALETTES.light;

it('names an image after its theme and slices, and reads the name back', () => {
  const steps = [0, 12, 0, 6, 0, 6, 0];
  expect(ringImageId('dark', steps)).toBe('ring:dark:0-12-0-6-0-6-0');
  expect(parseRingImageId('ring:dark:0-12-0-6-0-6-0')).toEqual({ theme: 'dark', steps });
  expect(parseRingImageId('arrow')).toBeNull();
});

it('gives each class its part of the ring, clockwise and without a gap', () => {
  expect(ringSlices([6, 0, 0, 0, 0, 12, 6], palette)).toEqual([
    { colour: palette.timeToCrime[0], from: 0, to: 0.25 },
    { colour: palette.timeToCrime[5], from: 0.25, to: 0.75 },
    { colour: palette.timeToCrimeUnknown, from: 0.75, to: 1 },
  ]);
});

it('fills the ring even where rounding left too many or too few steps', () => {
  expect(ringSlices([8, 8, 9, 0, 0, 0, 0], palette).at(-1)?.to).toBe(1);
  expect(ringSlices([0, 0, 0, 0, 0, 0, 0], palette)).toEqual([
    { colour: palette.timeToCrimeUnknown, from: 0, to: 1 },
  ]);
});
