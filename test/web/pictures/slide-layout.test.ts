import { describe, expect, it } from 'vitest';
import { BOXES, besidePicture, fitInto, SLIDE } from '../../../web/pictures/slide-layout.ts';

describe('a slide', () => {
  it('keeps everything on itself, and nothing over something else', () => {
    const rows = [BOXES.title, BOXES.shown, BOXES.body, BOXES.below];
    for (const [index, box] of rows.entries()) {
      expect(box.x + box.w).toBeLessThanOrEqual(SLIDE.w);
      expect(box.y + box.h).toBeLessThanOrEqual(rows[index + 1]?.y ?? SLIDE.h);
    }
  });

  it.each([
    ['wide', { width: 2000, height: 1000 }, false],
    ['as high as wide', { width: 1000, height: 1000 }, true],
    ['very wide', { width: 4000, height: 500 }, false],
  ])(
    'has a picture that is %s beside its legend, and words where they have room',
    (_name, size, hasWords) => {
      const { picture, legend, words } = besidePicture(size);
      const boxes = [picture, ...(words === null ? [] : [words]), legend];
      expect(words !== null).toBe(hasWords);
      for (const [index, box] of boxes.entries()) {
        expect(box.x + box.w).toBeLessThanOrEqual(boxes[index + 1]?.x ?? SLIDE.w);
      }
    },
  );

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
