import { describe, expect, it } from 'vitest';
import type { DrawnState } from '../../domain/geography/states-drawing.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { describeReleasedMap, releasedMap } from '../../domain/released-map.ts';

const state = (x: number): DrawnState => ({
  path: `M${x} 0L${x + 1} 0L${x} 1Z`,
  middle: [x, 50],
  box: { left: x, top: 0, right: x + 50, bottom: 100 },
});
const STATES = new Map(['MD', 'VA', 'GA', 'PA', 'OH'].map((code, index) => [code, state(index * 100)]));
const shown = (atLeast: number) => ({ atLeast, isWhole: true, hidden: null });

const FIGURES: ReleasedFigures = {
  language: 'en',
  way: 'source',
  agency: 'Baltimore Police',
  home: 'MD',
  area: null,
  from: 2024,
  to: 2024,
  threshold: 11,
  countedOn: '2025-03-01',
  total: shown(164),
  rows: [
    { code: 'MD', name: 'Maryland', sum: shown(100) },
    { code: 'VA', name: 'Virginia', sum: shown(64) },
    { code: 'GA', name: 'Georgia', sum: { atLeast: 0, isWhole: false, hidden: 'fewer' } },
    { code: 'PA', name: 'Pennsylvania', sum: shown(0) },
    { code: 'other', name: 'Other states', sum: shown(500) },
  ],
};
const mapOf = (figures: ReleasedFigures) => releasedMap(STATES, figures, (part) => `class="${part}"`);
const drawn = (figures: ReleasedFigures) => mapOf(figures).markup;
const parts = (svg: string) => [...svg.matchAll(/class="([a-z0-9-]+)"/g)].map(([, part]) => part);

describe('releasedMap', () => {
  it('paints each state by what is told of it, and draws a line with a head from each that has a count', () => {
    const svg = drawn(FIGURES);
    expect(parts(svg)).toEqual([
      ...['class-5', 'class-5', 'hidden', 'none', 'rest'],
      ...['casing', 'line', 'head', 'stayed'],
      ...['count', 'count'],
    ]);
    expect(svg).toContain('<title>Georgia: fewer than 11</title>');
    expect(svg).toContain('<title>From Virginia: 64</title>');
    expect(svg).toContain('<title>Sold and recovered in Maryland: 100</title>');
    expect(svg).toContain('>VA 64</text>');
  });

  it('makes lines as wide as the square root of their part of the largest', () => {
    const widths = [...drawn(FIGURES).matchAll(/class="line"[^>]* stroke-width="([\d.]+)"/g)];
    // The widest is 12 where the whole country is shown; here it is 428 of 975 units wide.
    expect(widths.map(([, width]) => Number(width))).toEqual([4.2]);
  });

  it('shows the part of the country that is told of, whatever is told', () => {
    const { box } = mapOf(FIGURES);
    expect(box).toEqual({ x: 0, y: 0, width: 428, height: 268 });
    const other = { ...FIGURES, rows: FIGURES.rows.map((row) => ({ ...row, sum: shown(0) })) };
    expect(mapOf(other).box).toEqual(box);
    expect(mapOf({ ...FIGURES, home: null, rows: [] }).box).toEqual({ x: 0, y: 0, width: 975, height: 610 });
  });

  it('has no line where nobody said where they lead, and none of what is not shown', () => {
    expect(parts(drawn({ ...FIGURES, home: null }))).not.toContain('line');
    const hidden = { ...FIGURES, rows: FIGURES.rows.slice(2) };
    expect(parts(drawn(hidden))).toEqual(['rest', 'rest', 'hidden', 'none', 'rest']);
  });
});

it('says in words what the map shows', () => {
  expect(describeReleasedMap(FIGURES)).toBe(
    'Map of the United States by state of first sale. Lines lead to Maryland. Most were sold in Maryland (100), Virginia (64). The count of 1 state is not shown.',
  );
});
