import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeFiles, makeRegion } from '../../demo/make-files.ts';
import type { DemoTrace } from '../../demo/traces.ts';
import { isPrivatelyMade } from '../../domain/firearms/privately-made.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';

const region = makeRegion();
const all = [...region.traces].flatMap(([agency, traces]) => traces.map((trace) => ({ agency, trace })));
const sold = all.filter(({ trace }) => trace.dealer !== null);
const share = (part: number, whole: number) => part / whole;

function daysOf({ recoveredOn, purchase }: DemoTrace): number[] {
  return purchase === null ? [] : [(Date.parse(recoveredOn) - Date.parse(purchase.purchasedOn)) / 86_400_000];
}

function countBy(keys: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()].toSorted((a, b) => b - a);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the demo region', () => {
  it('has 12 agencies, 25,000 recoveries in ten years and 3,000 dealers in 20 states', () => {
    expect([region.traces.size, all.length, region.dealers.length]).toEqual([12, 25_000, 3000]);
    expect(new Set(region.dealers.map(({ place }) => place.state)).size).toBe(20);
    const days = all.map(({ trace }) => trace.recoveredOn).toSorted();
    expect([days[0], days.at(-1)]).toEqual(['2016-11-01', '2026-10-31']);
  });

  it('has the times-to-crime ATF publishes', () => {
    const days = all.flatMap(({ trace }) => daysOf(trace));
    const under = (limit: number) => share(days.filter((value) => value < limit).length, days.length);
    expect(under(SHORT_TIME_TO_CRIME_DAYS + 1)).toBeGreaterThan(0.46);
    expect(under(SHORT_TIME_TO_CRIME_DAYS + 1)).toBeLessThan(0.54);
    expect(under(365)).toBeCloseTo(0.25, 1);
    expect(under(91)).toBeGreaterThan(0.08);
    expect(under(91)).toBeLessThan(0.11);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(0);
  });

  it('recovers about 71 % of the guns in the state of sale, far fewer in New Jersey', () => {
    const stayed = (of: typeof sold) =>
      share(of.filter(({ agency, trace }) => trace.dealer?.place.state === agency.state).length, of.length);
    expect(Math.abs(stayed(sold) - 0.71)).toBeLessThan(0.02);
    expect(stayed(sold.filter(({ agency }) => agency.state === 'NJ'))).toBeLessThan(0.45);
  });

  it('leaves a tenth of the requests too old to trace and a ninth with a serial problem', () => {
    const submitted = all.filter(({ trace }) => trace.traceNumber !== null);
    const part = (outcome: string) =>
      share(submitted.filter(({ trace }) => trace.outcome === outcome).length, submitted.length);
    expect(part('too_old')).toBeCloseTo(0.1, 1);
    expect(part('serial')).toBeCloseTo(0.11, 1);
    expect(Math.abs(part('purchaser') - 0.55)).toBeLessThan(0.04);
  });

  it('gives 1.2 % of the dealers 57 % of the traces', () => {
    const counts = countBy(sold.map(({ trace }) => trace.dealer?.sequence ?? ''));
    expect(Math.abs(share(sum(counts.slice(0, 36)), sold.length) - 0.57)).toBeLessThan(0.04);
  });

  it('has few buyers of more than one gun', () => {
    const buyers = countBy(
      all.flatMap(({ agency, trace: { purchase } }) =>
        purchase === null
          ? []
          : [`${agency.code} ${purchase.buyer.first} ${purchase.buyer.last} ${purchase.buyer.bornOn}`],
      ),
    );
    expect(Math.abs(share(buyers.filter((count) => count === 1).length, buyers.length) - 0.92)).toBeLessThan(
      0.015,
    );
  });

  it('sends guns up the I-95 corridor and to Washington from its neighbours', () => {
    const between = (source: string, recovery: string) =>
      sold.filter(({ agency, trace }) => trace.dealer?.place.state === source && agency.state === recovery)
        .length;
    for (const source of ['GA', 'NC', 'SC', 'VA', 'FL']) {
      expect(between(source, 'NJ')).toBeGreaterThan(80);
      expect(between(source, 'WA')).toBe(0);
    }
    for (const source of ['NV', 'ID', 'OR', 'AZ']) expect(between(source, 'WA')).toBeGreaterThan(30);
  });

  it('has more privately made guns each year up to 2022, none of which was traced', () => {
    const made = all.filter(({ trace }) => isPrivatelyMade(trace.firearm.manufacturer, trace.firearm.model));
    const of = (year: string) => made.filter(({ trace }) => trace.recoveredOn.startsWith(year)).length;
    expect([of('2017'), of('2018') < of('2020'), of('2020') < of('2022'), of('2025') < of('2022')]).toEqual([
      0,
      true,
      true,
      true,
    ]);
    expect(made.every(({ trace }) => trace.dealer === null && trace.serial === '')).toBe(true);
  });

  it('has no dealer that could be taken for a real one', () => {
    expect(
      region.dealers.every((dealer) => dealer.region === '7' && dealer.licenseName.startsWith('DEMO ')),
    ).toBe(true);
  });
});

describe('the incidents of the demo', () => {
  const { incidents } = region;
  const shootings = incidents.filter(({ type }) => type === 'SHOOTING');

  it('are shootings, three in four, and shots that hit nobody', () => {
    expect(incidents).toHaveLength(3200);
    expect(Math.abs(share(shootings.length, incidents.length) - 0.75)).toBeLessThan(0.03);
    expect(incidents.filter(({ victims, fatal }) => victims === 0 && fatal)).toEqual([]);
    expect(share(shootings.filter(({ fatal }) => fatal).length, shootings.length)).toBeCloseTo(0.27, 1);
    expect(new Set(incidents.map(({ number }) => number)).size).toBe(incidents.length);
  });

  it('happen in the years of the recoveries, most of them at night', () => {
    const days = incidents.map(({ occurredOn }) => occurredOn);
    expect(days).toEqual(days.toSorted());
    expect(days[0]?.slice(0, 7)).toBe('2016-11');
    expect(days.at(-1)?.slice(0, 7)).toBe('2026-10');
    const atNight = incidents.filter(({ occurredAt }) => occurredAt < '05:00' || occurredAt >= '20:00');
    expect(share(atNight.length, incidents.length)).toBeGreaterThan(0.5);
  });

  it('fall mostly where the agency finds its guns, and elsewhere too', () => {
    const square = ({ lon, lat }: { lon: number; lat: number }) => `${lon.toFixed(2)} ${lat.toFixed(2)}`;
    const guns = all.flatMap(({ agency, trace }) =>
      agency.code === 'BALTPD' ? [square(trace.coordinates)] : [],
    );
    const most = [...new Set(guns)].toSorted(
      (a, b) => guns.filter((one) => one === b).length - guns.filter((one) => one === a).length,
    );
    const topFifth = new Set(most.slice(0, Math.ceil(most.length / 5)));
    const placed = incidents.flatMap(({ coordinates }) =>
      coordinates === null ? [] : [square(coordinates)],
    );
    const within = share(placed.filter((one) => topFifth.has(one)).length, placed.length);
    expect(within).toBeGreaterThan(0.35);
    expect(within).toBeLessThan(0.8);
  });
});

describe('the demo files', () => {
  const digests = (files: ReturnType<typeof makeFiles>) =>
    files.map(({ name, bytes }) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`);

  it('have the same bytes for the same seed, and others for another', () => {
    const files = makeFiles(region);
    expect(files).toHaveLength(25);
    expect(digests(makeFiles(makeRegion()))).toEqual(digests(files));
    expect(digests(makeFiles(region, 'another'))[1]).not.toBe(digests(files)[1]);
  });
});
