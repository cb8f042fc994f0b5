import { describe, expect, it } from 'vitest';
import { makeFiles, makeRegion } from '../../demo/make-files.ts';
import { groupBy } from '../../server/group-by.ts';

const DAY_MS = 86_400_000;
const region = makeRegion();
const { ring, burgled, chain, succession, of } = region.market;
const traces = [...region.traces].flatMap(([agency, all]) => all.map((trace) => ({ agency, trace })));
const agencyOf = new Map(traces.map(({ agency, trace }) => [trace, agency]));

describe('the ring of straw purchasers', () => {
  it('bought eleven pistols at one dealer in Virginia in ten weeks, four of one household at most a day', () => {
    expect(ring.guns).toHaveLength(11);
    expect(new Set(ring.guns.map(({ dealer }) => dealer))).toEqual(new Set([ring.dealer]));
    const sold = ring.guns.map(({ purchase }) => purchase?.purchasedOn ?? '').toSorted();
    expect([sold[0], sold.at(-1)]).toEqual(['2024-02-06', '2024-04-16']);
    expect(new Set(ring.guns.map(({ purchase }) => purchase?.street)).size).toBe(1);
    expect(new Set(ring.guns.map(({ purchase }) => purchase?.buyer.last))).toEqual(
      new Set(['Fictional', 'Imaginary']),
    );
  });

  it('is spread over three agencies, in the traces they bring', () => {
    const counts = groupBy(ring.guns, (gun) => agencyOf.get(gun)?.code);
    expect([...counts].map(([code, guns]) => `${code} ${guns.length}`).toSorted()).toEqual([
      'BALTPD 4',
      'CAMDPD 4',
      'WILMPD 3',
    ]);
  });

  it('has every gun in a report of a multiple sale, and two in debriefs', () => {
    const serials = (guns: readonly { readonly serial: string | null }[]) =>
      guns.map(({ serial }) => serial).toSorted();
    expect(serials(ring.multipleSales)).toEqual(serials(ring.guns));
    const told = Object.values(ring.debriefs).flat();
    expect(told).toHaveLength(2);
    for (const { serial } of told) expect(serials(ring.guns)).toContain(serial);
  });
});

describe('the dealer that was broken into', () => {
  it('reported two burglaries, of whose guns seven were recovered without a buyer', () => {
    expect(new Set(burgled.thefts.map(({ report }) => report)).size).toBe(2);
    expect(burgled.recovered).toHaveLength(7);
    for (const { outcome, dealer, recoveredOn, serial } of burgled.recovered) {
      expect([outcome, dealer]).toEqual(['dealer', burgled.dealer]);
      const theft = burgled.thefts.find((one) => one.serial === serial);
      expect(theft !== undefined && theft.on < recoveredOn).toBe(true);
    }
    expect(burgled.thefts).toHaveLength(23);
  });
});

describe('the chain of a gun', () => {
  it('joins four incidents of two states by three hits, and ends with a gun of the ring', () => {
    expect(chain.links.map(({ type }) => type)).toEqual(['Hit', 'Hit', 'Hit']);
    const incidents = chain.links.flatMap(({ sides }) => sides);
    expect(new Set(incidents.map(({ agency, number }) => `${agency} ${number}`)).size).toBe(4);
    expect(new Set(incidents.map(({ address }) => address.state))).toEqual(new Set(['PA', 'NJ']));
    const days = incidents.map(({ on }) => on);
    expect(days).toEqual(days.toSorted());
    expect(incidents.at(-1)).toMatchObject({ number: chain.gun.caseNumber, on: chain.gun.recoveredOn });
    expect(ring.guns).toContain(chain.gun);
    expect(of.PHILPD?.ballistics).toEqual(expect.arrayContaining([...chain.links]));
  });
});

describe('the licence that ended', () => {
  const { ended, successor } = succession;
  const soldBy = (dealer: typeof ended) =>
    traces.flatMap(({ trace }) =>
      trace.dealer === dealer && trace.purchase !== null ? [trace.purchase.purchasedOn] : [],
    );

  it('is followed a month later by another, of another name at the same premises', () => {
    expect([successor.street, successor.place]).toEqual([ended.street, ended.place]);
    expect(successor.licenseName).not.toBe(ended.licenseName);
    expect(region.dealers).toEqual(expect.arrayContaining([ended, successor]));
    expect(region.dealers).not.toContain(succession.replaced);
    expect(new Set(region.dealers.map(({ sequence }) => sequence)).size).toBe(region.dealers.length);
  });

  it('has guns on both sides of the change, and none between', () => {
    const [before, after] = [soldBy(ended).toSorted(), soldBy(successor).toSorted()];
    expect([before.length, after.length]).toEqual([32, 19]);
    expect([before.at(-1), after[0]]).toEqual(['2021-05-12', '2021-08-05']);
  });

  it('and its successor each sold in their own years', () => {
    const years = (dealer: typeof ended) =>
      of.PHILPD?.sales?.flatMap((sold) => (sold.dealer === dealer ? [sold.year] : []));
    expect(years(ended)).toEqual([2018, 2019, 2020, 2021]);
    expect(years(successor)).toEqual([2021, 2022, 2023, 2024, 2025]);
  });
});

describe('what agencies hold beside', () => {
  it('has all six kinds of files', () => {
    const formats = makeFiles(region).map(({ format, agency }) => `${format} ${agency.code}`);
    expect(formats.slice(14)).toEqual([
      'ballistics BALTPD',
      'debriefs BALTPD',
      'thefts BALTPD',
      'multiple-sales BALTPD',
      'dealer-sales BALTPD',
      'inspections BALTPD',
      'ballistics PHILPD',
      'debriefs PHILPD',
      'multiple-sales PHILPD',
      'dealer-sales PHILPD',
      'debriefs CAMDPD',
    ]);
  });

  it('tells of handguns of one buyer within five business days where it tells of a multiple sale', () => {
    const sales = [...(of.BALTPD?.multipleSales ?? []), ...(of.PHILPD?.multipleSales ?? [])];
    for (const guns of groupBy(sales, ({ report }) => report).values()) {
      expect(new Set(guns.map(({ buyer }) => buyer)).size).toBe(1);
      expect(guns.every(({ firearm }) => ['pistol', 'revolver'].includes(firearm.type))).toBe(true);
      const days = guns.map(({ on }) => Date.parse(on) / DAY_MS);
      expect(Math.max(...days) - Math.min(...days)).toBeLessThanOrEqual(7);
    }
  });
});
