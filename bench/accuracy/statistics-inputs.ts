import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../random.ts';
import { simulatedMonths } from '../simulated-months.ts';

/** Made-up records, the same each time, that Tracemap and R work their figures out from. */
export interface StatisticsInputs {
  readonly dealers: { readonly counts: readonly number[]; readonly sales: readonly number[] };
  /** By group. */
  readonly followed: readonly { readonly times: readonly number[]; readonly happened: readonly number[] }[];
  readonly traced: { readonly timeToCrimeDays: readonly number[]; readonly ageDays: readonly number[] };
  readonly months: {
    readonly counts: readonly number[];
    readonly exposures: readonly number[];
    readonly other: readonly number[];
    readonly otherExposures: readonly number[];
    readonly firstAfter: number;
  };
}

const DEALERS = 400;
const GROUPS = 3;
const FOLLOWED_DAYS = 1400;
const SALE_DAYS = 2500;
const BEFORE = 60;
const AFTER = 24;

export function makeStatisticsInputs(seed: number): StatisticsInputs {
  const random = new Random(seed);
  const list = <Item>(length: number, make: (index: number) => Item) =>
    Array.from({ length }, (_, i) => make(i));
  const sales = list(DEALERS, () => Math.round(10 ** (1.5 + 2 * random.next())));
  const waited = (mean: number) => Math.ceil(-mean * Math.log(1 - random.next()));
  const sold = list(3000, () => ({ time: waited(700), age: random.below(SALE_DAYS) }));
  const seen = sold.filter(({ time, age }) => time <= age);
  const plan = { before: BEFORE, after: AFTER, dispersion: 2, autocorrelation: 0 };
  return {
    dealers: { sales, counts: sales.map((guns) => random.poisson(0.02 * guns * random.gamma(0.8))) },
    followed: list(GROUPS, (group) => {
      const times = list(150, () => waited(500 + 200 * group));
      return {
        times: times.map((time) => Math.min(time, FOLLOWED_DAYS)),
        happened: times.map((time) => Number(time <= FOLLOWED_DAYS)),
      };
    }),
    traced: { timeToCrimeDays: seen.map(({ time }) => time), ageDays: seen.map(({ age }) => age) },
    months: {
      counts: simulatedMonths({ ...plan, mean: 30, effect: 0.536 }, seed + 1),
      exposures: list(BEFORE + AFTER, () => 80 + random.below(40)),
      other: simulatedMonths({ ...plan, mean: 50, effect: 1 }, seed + 2),
      otherExposures: list(BEFORE + AFTER, () => 180 + random.below(40)),
      firstAfter: BEFORE,
    },
  };
}

/** Writes them as CSV for R. */
export function writeStatisticsInputs(inputs: StatisticsInputs, folder: string): void {
  const write = (name: string, columns: Readonly<Record<string, readonly number[]>>) => {
    const lists = Object.values(columns);
    const rows = (lists[0] ?? []).map((_, row) => lists.map((list) => list[row]).join(','));
    writeFileSync(
      path.join(folder, `${name}.csv`),
      `${[Object.keys(columns).join(','), ...rows].join('\n')}\n`,
    );
  };
  const { dealers, followed, traced, months } = inputs;
  write('dealers', { count: dealers.counts, sales: dealers.sales });
  write('followed', {
    group: followed.flatMap(({ times }, group) => times.map(() => group + 1)),
    time: followed.flatMap(({ times }) => times),
    happened: followed.flatMap(({ happened }) => happened),
  });
  write('traced', { time: traced.timeToCrimeDays, age: traced.ageDays });
  write('months', {
    count: months.counts,
    exposure: months.exposures,
    other: months.other,
    'other.exposure': months.otherExposures,
    after: months.counts.map((_, month) => Number(month >= months.firstAfter)),
    time: months.counts.map((_, month) => month / 12),
    month: months.counts.map((_, month) => (month % 12) + 1),
  });
}
