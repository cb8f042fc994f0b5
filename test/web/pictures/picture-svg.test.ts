import { describe, expect, it } from 'vitest';
import { pictureCaption } from '../../../web/pictures/picture-caption.ts';
import type { PictureParts } from '../../../web/pictures/picture-svg.ts';
import { pictureSvg } from '../../../web/pictures/picture-svg.ts';
import { wrapText } from '../../../web/pictures/wrap-text.ts';

/** Every letter is half as wide as the text is high. */
const measure = (text: string, sizePx: number) => text.length * sizePx * 0.5;

const PARTS: PictureParts = {
  caption: pictureCaption({
    title: 'Guns <b> & "others"',
    outOf: 'Out of 36 recovered.',
    recoveredFrom: null,
    recoveredTo: null,
    oldest: null,
    newest: '2025-12-30',
    agencies: ['Baltimore Police'],
    released: null,
    published: null,
    isSynthetic: false,
    basemap: '',
    madeOn: '2026-01-14',
  }),
  meaning: null,
  legend: [{ title: 'Flows', lines: [{ mark: '<circle r="4"/>', label: 'stayed' }], note: null }],
  figure: { widthPx: 800, heightPx: 400, svg: null },
  fontFaces: '',
};

describe('a picture', () => {
  it('has all its words, and none of them as markup', () => {
    const { svg } = pictureSvg(PARTS, measure);
    expect(svg).toContain('<title>Guns &lt;b&gt; &amp; &quot;others&quot;</title>');
    for (const words of ['Out of 36 recovered.', 'stayed', 'not a random sample', 'Data to 30 Dec 2025']) {
      expect(svg).toContain(words);
    }
  });

  it.each([
    ['beside a wide figure', 800, 24 * 2 + 800 + 12 + 232],
    ['below a narrow one', 400, 24 * 2 + 420],
  ])('has its legend %s', (_name, widthPx, whole) => {
    const picture = pictureSvg({ ...PARTS, figure: { widthPx, heightPx: 400, svg: null } }, measure);
    expect(picture.widthPx).toBe(whole);
    expect(picture.figureAt.x).toBe(24);
    expect(picture.heightPx).toBeGreaterThan(picture.figureAt.y + 400);
  });

  it('grows with a legend that is higher than its figure', () => {
    const lines = Array.from({ length: 40 }, (_, index) => ({ mark: '', label: `class ${index}` }));
    const low = { ...PARTS, figure: { widthPx: 800, heightPx: 100, svg: null } };
    const high = { ...low, legend: [{ title: 'Flows', lines, note: null }] };
    expect(pictureSvg(high, measure).heightPx).toBeGreaterThan(pictureSvg(low, measure).heightPx + 500);
  });
});

it.each([
  ['one line', 'a b c', 100, ['a b c']],
  ['broken between words', 'aaaa bbbb cccc', 50, ['aaaa bbbb', 'cccc']],
  ['a word that is too long', 'a bbbbbbbbbbbbbbbbbbbb c', 50, ['a', 'bbbbbbbbbbbbbbbbbbbb', 'c']],
  ['nothing', '', 50, []],
])('wraps %s', (_name, text, widthPx, lines) => {
  expect(wrapText(text, widthPx, { sizePx: 10, isBold: false }, measure)).toEqual(lines);
});
