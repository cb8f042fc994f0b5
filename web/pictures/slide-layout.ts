/** A place on a slide, in inches. */
export interface SlideBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** 16:9, as wide as PowerPoint's own. */
export const SLIDE = { w: 13.333, h: 7.5 } as const;
const MARGIN = 0.5;
const GAP = 0.2;
const INNER = SLIDE.w - 2 * MARGIN;
const LEGEND_W = 2.6;

/** Where everything stands on every slide. */
export const BOXES = {
  title: { x: MARGIN, y: 0.2, w: INNER, h: 0.82 },
  /** What is shown, where the title is that of a section; and out of how many. */
  shown: { x: MARGIN, y: 1.05, w: INNER, h: 0.62 },
  body: { x: MARGIN, y: 1.75, w: INNER, h: 4.65 },
  below: { x: MARGIN, y: 6.5, w: INNER, h: 0.8 },
} as const satisfies Readonly<Record<string, SlideBox>>;

/** Narrower than that, words stand in the notes alone. */
const LEAST_WORDS_W = 2.4;

interface Beside {
  readonly picture: SlideBox;
  readonly legend: SlideBox;
  /** Room that is left for words between them; null where it is too little. */
  readonly words: SlideBox | null;
}

/** A picture of these proportions with its legend, and with words where it leaves them room. Pure. */
export function besidePicture(size: Size): Beside {
  const { body } = BOXES;
  const picture = fitInto({ ...body, w: body.w - LEGEND_W - GAP }, size);
  const after = picture.x + picture.w + GAP;
  const left = body.x + body.w - after - LEGEND_W - GAP;
  const words = left < LEAST_WORDS_W ? null : { ...body, x: after, w: left };
  const legendX = words === null ? after : after + left + GAP;
  return { picture, words, legend: { ...body, x: legendX, w: LEGEND_W } };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest place at a box's top left that has these proportions, no wider than `most` inches. Pure. */
export function fitInto(
  { x, y, w, h }: SlideBox,
  { width, height }: Size,
  most: number = Number.POSITIVE_INFINITY,
): SlideBox {
  const scale = Math.min(w / width, h / height, most / width);
  return { x, y, w: width * scale, h: height * scale };
}
