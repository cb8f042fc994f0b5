import { betaTails } from './beta-function.ts';
import { gammaTails, logGamma } from './gamma-function.ts';
import type { GammaPrior } from './gamma-poisson.ts';
import { TAIL } from './interval.ts';
import { normalBelow } from './normal-distribution.ts';

/** Ranks from 1, the highest rate, to the number of dealers. */
export interface PosteriorRank {
  readonly expected: number;
  /** Whole ranks; the true one lies from the first to the last with 95 %. */
  readonly low: number;
  readonly high: number;
}

/** What is known of the dealers' rates: gamma variables of shape prior + count and rate prior + exposure. */
interface Known {
  readonly prior: GammaPrior;
  readonly counts: ArrayLike<number>;
  readonly exposures: ArrayLike<number>;
}

/** Steps of the grid of rates, on the logarithm: as fine as wanted, unless that took more than so many of them. */
const FINEST_STEP = 0.02;
const MOST_POINTS = 1500;
/** From so many dealers on, exposures that differ by less than this part are taken as equal. */
const MANY = 5_000;
const ALIKE = 0.01;
/** Chance left out at either end of the grid, and the smallest that is told from 0 in it. */
const LEFT_OUT = 1e-3;
const LEAST = 1e-12;
/** Variance of the number above under which it is as good as known. */
const SURE = 1e-6;
/** More than this part of a dealer's rates is as good as all. */
const ALL = 1 - 1e-9;
/** Rates lower than e to the power of this, for a rate parameter of 1, are taken as equal. */
const LOWEST = -100;
/**
 * Parts that a dealer's rate is looked at in, by the chance of a higher one: fine ones at both ends, where the intervals
 * end.
 */
const PARTS = [
  ...Array.from({ length: 40 }, (_, part) => ({ middle: (part + 0.5) / 400, chance: 1 / 400 })),
  ...Array.from({ length: 20 }, (_, part) => ({ middle: 0.1 + (part + 0.5) / 25, chance: 1 / 25 })),
  ...Array.from({ length: 40 }, (_, part) => ({ middle: 0.9 + (part + 0.5) / 400, chance: 1 / 400 })),
];
const MIDDLES = Float64Array.from(PARTS, ({ middle }) => middle);
const CHANCES = Float64Array.from(PARTS, ({ chance }) => chance);
/** Standard deviations beyond which a normal variable is not looked for. */
const FAR = 4;
/** From this variance on the number of dealers above is near enough to a normal variable. */
const NORMAL_VARIANCE = 30;

/** The ranks of all dealers. */
export interface PosteriorRanks {
  /** Of each dealer. */
  readonly expected: Float64Array;
  /** Of these dealers, with the ranks they have with 95 %: the work is in those, so they are told of few at a time. */
  of(dealers: ArrayLike<number>): PosteriorRank[];
}

/**
 * Question: which rank has each dealer by its true rate, and how sure is that?
 *
 * Formula: the rank of a dealer is 1 plus how many have a higher rate. M(r) = Σ P(rate of j > r) over all others; the
 * expected rank is 1 + ∫ M(r) dP(r) over the dealer's own posterior. At a rate r the number above is a sum of unequal
 * chances, of the mean M(r) and the variance Σ P·(1 − P): taken as a binomial one of the same mean, variance and
 * skewness, moved along (A. Röllin, Annals of Applied Probability 15 (2005) 1115–1132, moves it so), or from a variance
 * of 30 on a normal one; its distribution averaged over 100 parts of the posterior gives the interval. Nothing is drawn
 * at random.
 *
 * Source: N. M. Laird and T. A. Louis, "Empirical Bayes ranking methods", Journal of Educational Statistics 14 (1989)
 * 29–46, for expected ranks; H. Goldstein and D. J. Spiegelhalter, Journal of the Royal Statistical Society A 159 (1996)
 * 385–443, for their intervals.
 *
 * Limits: the prior's own uncertainty is left out. Intervals are wide and are meant to be: where they overlap, the order
 * says nothing. Without a prior (chance explains all differences) every rank is possible.
 */
export function posteriorRanks(
  prior: GammaPrior | null,
  counts: ArrayLike<number>,
  exposures: ArrayLike<number>,
): PosteriorRanks {
  const dealers = counts.length;
  if (prior === null) {
    const any = { expected: (dealers + 1) / 2, low: 1, high: dealers };
    return {
      expected: new Float64Array(dealers).fill(any.expected),
      of: (some) => Array.from(some, () => any),
    };
  }
  const { kindOf, ...kinds } = kindsOfDealers(prior, counts, exposures);
  const known: Known = { prior, counts: kinds.counts, exposures: kinds.exposures };
  const grid = gridOf(known);
  const all = Uint32Array.from(kinds.counts, (_, kind) => kind);
  const others = othersOf(known, grid, all, kinds.dealers);
  const expected = new Float64Array(all.length);
  forEachKind(known, grid, all, (kind, chances) => {
    expected[kind] = expectedRank(chances, others, dealers);
  });
  return {
    expected: Float64Array.from(kindOf, (kind) => expected[kind] ?? 0),
    of(some) {
      const asked = Uint32Array.from(new Set(Array.from(some, (dealer) => kindOf[dealer] ?? 0)));
      const ranks = new Map<number, PosteriorRank>();
      forEachKind(known, grid, asked, (kind, chances) => {
        ranks.set(kind, { expected: expected[kind] ?? 0, ...rankInterval(chances, others, dealers) });
      });
      return Array.from(some, (dealer) => ranks.get(kindOf[dealer] ?? 0) ?? { expected: 0, low: 0, high: 0 });
    },
  };
}

/** Dealers of equal counts and exposures, of which one stands for all. */
interface Kinds {
  readonly counts: number[];
  readonly exposures: number[];
  /** How many dealers are of each kind. */
  readonly dealers: number[];
  /** The kind of each dealer. */
  readonly kindOf: Uint32Array;
}

/**
 * Of many dealers, those whose exposures (with the prior's) differ by less than 1 % are taken as equal: the rate of a
 * dealer of 100 counts is known to a tenth. It moves expected ranks by up to 0.6 % of the dealers.
 */
function kindsOfDealers(prior: GammaPrior, counts: ArrayLike<number>, exposures: ArrayLike<number>): Kinds {
  const kinds: Kinds = { counts: [], exposures: [], dealers: [], kindOf: new Uint32Array(counts.length) };
  const isExact = counts.length < MANY;
  // By count, and in it by exposure.
  const known = new Map<number, Map<number, number>>();
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const count = counts[dealer] ?? 0;
    const exposure = exposures[dealer] ?? 0;
    const step = Math.round(Math.log(prior.rate + exposure) / ALIKE);
    const key = isExact ? exposure : step;
    const ofCount = known.get(count) ?? new Map<number, number>();
    known.set(count, ofCount);
    const kind = ofCount.get(key) ?? kinds.dealers.length;
    if (kind === kinds.dealers.length) {
      ofCount.set(key, kind);
      kinds.counts.push(count);
      kinds.exposures.push(isExact ? exposure : Math.exp(step * ALIKE) - prior.rate);
      kinds.dealers.push(0);
    }
    kinds.dealers[kind] = (kinds.dealers[kind] ?? 0) + 1;
    kinds.kindOf[dealer] = kind;
  }
  return kinds;
}

/** At each point of the grid, how many dealers have a higher rate: mean, variance and third cumulant. */
interface Others {
  readonly above: Float64Array;
  readonly variance: Float64Array;
  readonly skewness: Float64Array;
}

/**
 * The chance of a higher rate than at a point of the grid: as good as 1 at the points before `first`, as told from there to
 * before `end`, and as good as 0 from `end` on. Few points lie between, for dealers of many counts.
 */
interface Chances {
  readonly at: Float64Array;
  readonly first: number;
  readonly end: number;
}

const chanceAt = ({ at, first, end }: Chances, point: number): number =>
  point < first ? 1 : point < end ? (at[point] ?? 0) : 0;

/** All dealers, so many of each kind. */
function othersOf(known: Known, grid: Grid, all: Uint32Array, dealers: readonly number[]): Others {
  const above = new Float64Array(grid.points);
  const variance = new Float64Array(grid.points);
  const skewness = new Float64Array(grid.points);
  // Of so many dealers the rates are higher for sure at all points before.
  const surely = new Float64Array(grid.points + 1);
  forEachKind(known, grid, all, (kind, { at, first, end }) => {
    const alike = dealers[kind] ?? 0;
    surely[first] = (surely[first] ?? 0) + alike;
    for (let point = first; point < end; point++) {
      const chance = at[point] ?? 0;
      const spread = alike * chance * (1 - chance);
      above[point] = (above[point] ?? 0) + alike * chance;
      variance[point] = (variance[point] ?? 0) + spread;
      skewness[point] = (skewness[point] ?? 0) + spread * (1 - 2 * chance);
    }
  });
  for (let point = grid.points - 1, sure = 0; point >= 0; point--) {
    sure += surely[point + 1] ?? 0;
    above[point] = (above[point] ?? 0) + sure;
  }
  return { above, variance, skewness };
}

interface Grid {
  /** Logarithm of the lowest rate. */
  readonly start: number;
  readonly step: number;
  readonly points: number;
  /** Logarithms of the rate parameters of the dealers. */
  readonly logRates: { readonly least: number; readonly most: number };
}

function gridOf({ prior, counts, exposures }: Known): Grid {
  let [leastRate, mostRate] = [Number.POSITIVE_INFINITY, prior.rate];
  let highest = Number.NEGATIVE_INFINITY;
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const shape = prior.shape + (counts[dealer] ?? 0);
    const rate = prior.rate + (exposures[dealer] ?? 0);
    leastRate = Math.min(leastRate, rate);
    mostRate = Math.max(mostRate, rate);
    // Farther up than any chance worth counting, by Chernoff's bound.
    const most = shape + 8 * Math.sqrt(shape) + 30;
    highest = Math.max(highest, Math.log(most / rate));
  }
  let lowest = 0;
  while (lowest > LOWEST && gammaTails(prior.shape, Math.exp(lowest)).below > LEFT_OUT) lowest -= 1;
  const start = lowest - Math.log(mostRate);
  const step = Math.max(FINEST_STEP, (highest - start) / MOST_POINTS);
  return {
    start,
    step,
    points: Math.ceil((highest - start) / step) + 1,
    logRates: { least: Math.log(leastRate), most: Math.log(mostRate) },
  };
}

/**
 * Tells of each of these kinds of dealers, at every point of the grid, the chance that its rate is higher. They come by
 * ascending count: the chances of shape + 1 are those of shape plus one term, Q(s + 1, x) = Q(s, x) + xˢ e⁻ˣ / Γ(s + 1), so
 * that one table, moved by the logarithm of the rate parameter, serves all. The array is used again for the next.
 */
function forEachKind(
  { prior, counts, exposures }: Known,
  { start, step, points, logRates }: Grid,
  kinds: Uint32Array,
  tell: (kind: number, chances: Chances) => void,
): void {
  const { table, addTerm, sureUntil } = chancesOf(prior.shape, {
    start: start + logRates.least,
    step,
    end: start + points * step + logRates.most,
  });
  let added = 0;
  const at = new Float64Array(points);
  for (const kind of kinds.slice().sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0))) {
    for (; added < (counts[kind] ?? 0); added++) addTerm();
    const place = (Math.log(prior.rate + (exposures[kind] ?? 0)) - logRates.least) / step;
    const from = Math.floor(place);
    const part = place - from;
    const first = Math.min(points, Math.max(0, sureUntil() - from));
    let point = first;
    for (; point < points; point++) {
      const here = table[from + point] ?? 0;
      if (here < LEAST) break;
      at[point] = here + part * ((table[from + point + 1] ?? 0) - here);
    }
    tell(kind, { at, first, end: point });
  }
}

/**
 * The chances that a gamma variable is above the values of a table, which are told by their logarithm. `addTerm` makes of
 * its shape one more; before `sureUntil` they are as good as 1.
 */
function chancesOf(
  priorShape: number,
  { start, step, end }: { readonly start: number; readonly step: number; readonly end: number },
) {
  const table = new Float64Array(Math.ceil((end - start) / step) + 2);
  for (let at = 0; at < table.length; at++) {
    const { above } = gammaTails(priorShape, Math.exp(start + at * step));
    if (above < LEAST) break;
    table[at] = above;
  }
  let shape = priorShape;
  let logGammaOfNext = logGamma(priorShape + 1);
  let sure = 0;
  return {
    table,
    addTerm() {
      addTerm(table, start, step, shape, logGammaOfNext);
      shape += 1;
      logGammaOfNext += Math.log(shape);
    },
    sureUntil() {
      // They only grow with the shape.
      while (sure < table.length - 1 && (table[sure + 1] ?? 0) > 1 - LEAST) sure += 1;
      return sure;
    },
  };
}

/** Adds xˢ e⁻ˣ / Γ(s + 1) to the table, from its peak at x = s to both sides as far as it is anything. */
function addTerm(
  table: Float64Array,
  tableStart: number,
  step: number,
  shape: number,
  logGammaOfNext: number,
): void {
  const termAt = (at: number) => {
    const logX = tableStart + at * step;
    return Math.exp(shape * logX - Math.exp(logX) - logGammaOfNext);
  };
  const peak = Math.min(table.length - 1, Math.max(0, Math.round((Math.log(shape) - tableStart) / step)));
  for (let at = peak, term = termAt(at); at >= 0 && term > LEAST; term = termAt(--at)) {
    table[at] = Math.min(1, (table[at] ?? 0) + term);
  }
  for (let at = peak + 1, term = termAt(at); at < table.length && term > LEAST; term = termAt(++at)) {
    table[at] = Math.min(1, (table[at] ?? 0) + term);
  }
}

/** The number of others above: at a rate of the grid, or at the middle of a part. */
interface Above {
  readonly mean: number;
  readonly variance: number;
  readonly skewness: number;
}

function expectedRank(chances: Chances, others: Others, dealers: number): number {
  let expected = 1;
  // From the highest rate down: more and more of the others lie above.
  let chance = 0;
  let mean = meanAbove(chances, others, chances.end);
  for (let point = chances.end - 1; point >= 0 && chance < ALL; point--) {
    const nextChance = chanceAt(chances, point);
    const nextMean = meanAbove(chances, others, point);
    expected += ((nextChance - chance) * (mean + nextMean)) / 2;
    chance = nextChance;
    mean = nextMean;
  }
  // What lies below the grid is taken to be below all others at its end.
  return expected + ((1 - chance) * (mean + dealers - 1)) / 2;
}

/** The ranks that a dealer has with 95 %. */
function rankInterval(chances: Chances, others: Others, dealers: number): Omit<PosteriorRank, 'expected'> {
  const parts: Above[] = [];
  let chance = 0;
  for (let point = chances.end - 1; point >= 0 && chance < ALL; point--) {
    const nextChance = chanceAt(chances, point);
    while (parts.length < PARTS.length && (MIDDLES[parts.length] ?? 1) <= nextChance) {
      const way = ((MIDDLES[parts.length] ?? 1) - chance) / (nextChance - chance);
      parts.push(between(othersAbove(chances, others, point + 1), othersAbove(chances, others, point), way));
    }
    chance = nextChance;
  }
  const last = othersAbove(chances, others, 0);
  while (parts.length < PARTS.length) {
    const way = ((MIDDLES[parts.length] ?? 1) - chance) / (1 - chance);
    parts.push(between(last, { mean: dealers - 1, variance: 0, skewness: 0 }, way));
  }
  return { low: leastRank(parts, dealers, TAIL), high: leastRank(parts, dealers, 1 - TAIL) };
}

const meanAbove = (chances: Chances, { above }: Others, point: number) =>
  Math.max(0, (above[point] ?? 0) - chanceAt(chances, point));

function othersAbove(chances: Chances, others: Others, point: number): Above {
  const own = chanceAt(chances, point);
  const spread = own * (1 - own);
  return {
    mean: meanAbove(chances, others, point),
    variance: Math.max(0, (others.variance[point] ?? 0) - spread),
    skewness: (others.skewness[point] ?? 0) - spread * (1 - 2 * own),
  };
}

const between = (one: Above, other: Above, way: number): Above => ({
  mean: one.mean + way * (other.mean - one.mean),
  variance: one.variance + way * (other.variance - one.variance),
  skewness: one.skewness + way * (other.skewness - one.skewness),
});

/** The least rank that is not exceeded with the wanted chance. */
function leastRank(parts: readonly Above[], dealers: number, wanted: number): number {
  const reach = FAR * Math.sqrt(parts.reduce((most, { variance }) => Math.max(most, variance), 0)) + 1;
  // Not farther than the number above reaches from the part that the chance is used up in.
  const last =
    parts.find((_, index) => (MIDDLES[index] ?? 1) + (CHANCES[index] ?? 0) / 2 >= wanted)?.mean ?? 0;
  let low = Math.max(0, Math.floor(last - reach));
  let high = Math.min(dealers, Math.ceil(last + reach) + 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    let chance = 0;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      // Means ascend: the first parts are surely not above that rank, the last ones surely are.
      if (part === undefined || part.mean >= middle + reach) break;
      const one = part.mean < middle - reach ? 1 : atMostAbove(middle - 1, part);
      chance += (CHANCES[index] ?? 0) * one;
    }
    if (chance >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

/** The chance that at most `count` of the others are above. */
function atMostAbove(count: number, { mean, variance, skewness }: Above): number {
  if (variance < SURE) return Number(mean < count + 0.5);
  if (variance >= NORMAL_VARIANCE) {
    const score = (count + 0.5 - mean) / Math.sqrt(variance);
    return Math.abs(score) > FAR ? Number(score > 0) : normalBelow(score);
  }
  // Some are above for sure; of as many more tries, whole or not, each is with such a chance as gives variance and
  // skewness.
  const chance = Math.min(1 - 1e-6, Math.max(1e-6, (1 - skewness / variance) / 2));
  const tries = variance / (chance * (1 - chance));
  const seen = count - (mean - tries * chance);
  if (seen <= -1) return 0;
  return seen >= tries ? 1 : betaTails(seen + 1, tries - seen, chance).above;
}
