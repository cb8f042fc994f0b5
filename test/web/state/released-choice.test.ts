import { describe, expect, it } from 'vitest';
import type { ReleasedChoice } from '../../../web/state/released-choice.ts';
import { formatReleasedChoice, parseReleasedChoice, yearsShown } from '../../../web/state/released-choice.ts';

const choice = (change: Partial<ReleasedChoice>): ReleasedChoice => ({
  way: 'source',
  years: null,
  area: 'all',
  ...change,
});

it.each([
  ['', choice({})],
  ['time', choice({ way: 'time' })],
  ['2023-2024', choice({ years: { from: 2023, to: 2024 } })],
  ['type,2024-2024,24510', { way: 'type', years: { from: 2024, to: 2024 }, area: '24510' }],
  ['other', choice({ area: 'other' })],
] as const)('"%s" is read, and written back', (text, expected) => {
  expect(parseReleasedChoice(text)).toEqual(expected);
  expect(formatReleasedChoice(expected)).toBe(text);
});

it('passes over words that mean nothing', () => {
  expect(parseReleasedChoice('weapon,24-25,Baltimore')).toEqual(choice({}));
});

describe('yearsShown', () => {
  const released = [2024, 2020, 2021, 2022].map((year) => ({ year }));
  it.each([
    ['the newest where none was asked for', null, [2024]],
    ['those that were asked for, oldest first', { from: 2020, to: 2022 }, [2020, 2021, 2022]],
    ['none before a gap', { from: 2021, to: 2024 }, [2024]],
    ['those there are of a longer span', { from: 2019, to: 2021 }, [2020, 2021]],
    ['the newest where none of them is released', { from: 2015, to: 2016 }, [2024]],
  ])('gives %s', (_words, years, expected) => {
    expect(yearsShown(released, choice({ years }))?.map(({ year }) => year)).toEqual(expected);
  });

  it('gives none where none is released', () => {
    expect(yearsShown([], choice({}))).toBeNull();
  });
});
