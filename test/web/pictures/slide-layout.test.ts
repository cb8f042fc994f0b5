import { describe, expect, it } from 'vitest';
import { BESIDE, BOXES, fitInto, SLIDE } from '../../../web/pictures/slide-layout.ts';

describe('a slide', () => {
  it('keeps everything on itself, and nothing over something else', () => {
    const rows = [BOXES.title, BOXES.shown, BOXES.body, BOXES.below];
    for (const [index, box] of rows.entries()) {
      expect(box.x + box.w).toBeLessThanOrEqual(SLIDE.w);
      expect(box.y + box.h).toBeLessThanOrEqual(rows[index + 1]?.y ?? SLIDE.h);
    }
    expect(BESIDE.picture.x + BESIDE.picture.w).toBeLessThan(BESIDE.legend.x);
    expect(BESIDE.legend.x + BESIDE.legend.w).toBeLessThanOrEqual(SLIDE.w);
  });

  it.each([
    ['wide', { width: 2000, height: 500 }, { x: 1, y: 1, w: 4, h: 1 }],
    ['high', { width: 500, height: 2000 }, { x: 1, y: 1, w: 0.5, h: 2 }],
    ['small', { width: 100, height: 100 }, { x: 1, y: 1, w: 2, h: 2 }],
  ])('fits a %s picture into its room', (_name, size, box) => {
    expect(fitInto({ x: 1, y: 1, w: 4, h: 2 }, size)).toEqual(box);
  });

  it('makes no legend larger than it is on the page', () => {
    expect(fitInto({ x: 0, y: 0, w: 4, h: 4 }, { width: 96, height: 96 }, 1)).toEqual({
      x: 0,
      y: 0,
      w: 1,
      h: 1,
    });
  });
});
