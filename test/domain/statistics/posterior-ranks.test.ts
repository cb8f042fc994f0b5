import { expect, it } from 'vitest';
import { posteriorRanks } from '../../../domain/statistics/posterior-ranks.ts';

/** Dealers of different sizes, every fiftieth with four times the traces. */
const DEALERS = 4_999;
const exposures = Array.from({ length: DEALERS }, (_, index) => 200 + ((index * 7919) % 9000));
const counts = exposures.map((exposure, index) =>
  Math.floor(exposure * 0.006 * (0.5 + ((index * 31) % 100) / 100) * (index % 50 === 0 ? 4 : 1)),
);
const prior = { shape: 3, rate: 500 };

it('of many dealers takes those of nearly equal exposure as equal, which moves ranks by less than 1 % of them', () => {
  const exact = posteriorRanks(prior, counts, exposures).of([...counts.keys()]);
  // One dealer more than is looked at one by one; it sold next to nothing, and has the rank of the prior.
  const together = posteriorRanks(prior, [...counts, 0], [...exposures, 1e-9]).of([
    ...counts.keys(),
    DEALERS,
  ]);
  for (const [dealer, rank] of exact.entries()) {
    expect(Math.abs((together[dealer]?.expected ?? 0) - rank.expected)).toBeLessThan(0.01 * DEALERS);
    expect(Math.abs((together[dealer]?.low ?? 0) - rank.low)).toBeLessThan(0.01 * DEALERS);
    expect(Math.abs((together[dealer]?.high ?? 0) - rank.high)).toBeLessThan(0.01 * DEALERS);
  }
  const wide = together.at(-1);
  expect(wide?.high).toBeGreaterThan(0.95 * DEALERS);
  expect(wide?.low).toBeLessThan(0.05 * DEALERS);
});

it('tells of few dealers what it tells of them among all', () => {
  const ranks = posteriorRanks(prior, counts, exposures);
  const all = ranks.of([...counts.keys()]);
  const some = [4_000, 50, 3, 50];
  expect(ranks.of(some)).toEqual(some.map((dealer) => all[dealer]));
  expect(all.map(({ expected }) => expected)).toEqual([...ranks.expected]);
});
