/** Diagonal lines that repeat without a seam: rising to the right for hot, falling for cold. */
const SIZE = 16;
export const HATCH_PIXEL_RATIO = 2;
/** Of the eight CSS pixels from line to line. */
const LINE_PX = 2;

type Side = 'hot' | 'cold';
type Theme = 'light' | 'dark';

const INK: Readonly<Record<Theme, readonly [number, number, number]>> = {
  light: [29, 35, 42],
  dark: [242, 244, 247],
};

/** Name of the image for a side in a theme. */
export const hatchImageId = (side: Side, theme: Theme) => `hatch-${side}-${theme}`;

/** All hatches, by name. */
export function hatchImages(): readonly { readonly id: string; readonly image: ReturnType<typeof hatch> }[] {
  return (['hot', 'cold'] as const).flatMap((side) =>
    (['light', 'dark'] as const).map((theme) => ({
      id: hatchImageId(side, theme),
      image: hatch(side, theme),
    })),
  );
}

function hatch(side: Side, theme: Theme) {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  const [red, green, blue] = INK[theme];
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const along = side === 'hot' ? x + y : x - y + SIZE;
      data.set([red, green, blue, along % SIZE < LINE_PX ? 255 : 0], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, data };
}
