import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmergingCourse } from '../../../domain/statistics/emerging-hotspots.ts';
import { COLD, emergingClass, HOT, NEITHER } from '../../../domain/statistics/emerging-hotspots.ts';

const STATE = new Map([
  ['H', HOT],
  ['C', COLD],
  ['.', NEITHER],
]);
const statesOf = (text: string) => Array.from(text, (letter) => STATE.get(letter) ?? NEITHER);
const mirrored = (text: string) =>
  Array.from(text, (letter) => (letter === 'H' ? 'C' : letter === 'C' ? 'H' : '.')).join('');

const NO_TREND = { z: 0.3, p: 0.8 };
const RISING = { z: 3, p: 0.003 };
const FALLING = { z: -3, p: 0.003 };

describe('emergingClass', () => {
  it.each<[string, typeof NO_TREND, EmergingCourse | null]>([
    ['.........H', NO_TREND, 'new'],
    ['..C......H', NO_TREND, 'new'],
    ['........HH', NO_TREND, 'consecutive'],
    ['..HHHHHHHH', RISING, 'consecutive'],
    ['.HHHHHHHHH', RISING, 'intensifying'],
    ['HHHHHHHHHH', NO_TREND, 'persistent'],
    ['HH.HHHHHHH', NO_TREND, 'persistent'],
    ['HHHHHHHHHH', FALLING, 'diminishing'],
    ['.H.H.....H', NO_TREND, 'sporadic'],
    ['H.......HH', NO_TREND, 'sporadic'],
    ['.H.C.....H', NO_TREND, 'oscillating'],
    ['HHHHHHHHH.', FALLING, 'historical'],
    ['HHHHHHHH..', FALLING, null],
    ['..........', NO_TREND, null],
    ['H.H.......', RISING, null],
  ])('of %s is %o %s, and of its mirror the cold one', (text, trend, course) => {
    expect(emergingClass(statesOf(text), trend)?.course ?? null).toBe(course);
    const cold = emergingClass(statesOf(mirrored(text)), { z: -trend.z, p: trend.p });
    expect(cold).toEqual(course === null ? null : { side: 'cold', course });
  });

  it('goes by the last period where a place changed sides', () => {
    expect(emergingClass(statesOf('HHHHHHHHHC'), FALLING)).toEqual({ side: 'cold', course: 'new' });
  });

  it('names every place that is hot or cold in the last period, on that side', () => {
    const course = fc.array(fc.constantFrom(HOT, COLD, NEITHER), { minLength: 10, maxLength: 36 });
    const trend = fc.record({ z: fc.integer({ min: -4, max: 4 }), p: fc.constantFrom(0.01, 0.5) });
    fc.assert(
      fc.property(course, trend, (states, of) => {
        const found = emergingClass(states, of);
        const last = states.at(-1);
        if (last === NEITHER) expect([null, 'historical']).toContain(found?.course ?? null);
        else expect(found?.side).toBe(last === HOT ? 'hot' : 'cold');
      }),
    );
  });
});
