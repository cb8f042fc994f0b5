/** Hotspots in words: legend, tooltip, table and detail say the same. */
import type {
  HotspotAccuracy,
  HotspotClass,
  HotspotMethod,
  HotspotProperties,
  HotspotRate,
  HotspotSubject,
  Hotspots,
} from '../../domain/hotspots.ts';
import type { EmergingCourse } from '../../domain/statistics/emerging-hotspots.ts';
import type { HotspotShade } from '../state/hotspot-choice.ts';
import { formatCount, formatMonth, formatRate, formatShare } from './format.ts';

interface SubjectWords {
  readonly label: string;
  /** One of them, and several. */
  readonly one: string;
  readonly many: string;
  /** Of cells that stand out by nothing, and of one in which nothing ever was. */
  readonly byChance: string;
  readonly nothing: string;
}

const GUNS = {
  byChance: 'Recoveries, no more than chance',
  nothing: 'Nothing was ever recovered here',
} as const;

export const SUBJECT_WORDS: Readonly<Record<HotspotSubject, SubjectWords>> = {
  recoveries: { label: 'Guns recovered', one: 'gun recovered', many: 'guns recovered', ...GUNS },
  shortTimeToCrime: {
    label: 'Guns sold within 3 years',
    one: 'gun recovered within 3 years of sale',
    many: 'guns recovered within 3 years of sale',
    ...GUNS,
  },
  shootings: {
    label: 'Shootings',
    one: 'shooting recorded',
    many: 'shootings recorded',
    byChance: 'Shootings, no more than chance',
    nothing: 'No shooting was ever recorded here',
  },
};

/** `34 guns recovered`, `1 gun recovered within 3 years of sale`, `2 shootings recorded`. */
export function counted(subject: HotspotSubject, count: number): string {
  const { one, many } = SUBJECT_WORDS[subject];
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Filters of guns by their name, as they are called where they say nothing of shootings. */
const GUN_FILTER_WORDS: ReadonlyMap<string, string> = new Map([
  ['ttc_min', 'time from sale'],
  ['ttc_max', 'time from sale'],
  ['source_state', 'where guns were sold'],
  ['source_county', 'where guns were sold'],
  ['source_zip', 'where guns were sold'],
  ['purchaser_state', 'where buyers lived'],
  ['purchaser_county', 'where buyers lived'],
  ['purchaser_zip', 'where buyers lived'],
  ['firearm_type', 'firearm'],
  ['caliber', 'caliber'],
  ['manufacturer', 'manufacturer'],
  ['crime_code', 'crime code'],
  ['dealer', 'dealer'],
  ['indicator', 'indicator'],
  ['corridor', 'corridor'],
]);

/**
 * Which of the filters that are set records are shown without: `Not narrowed by dealer and caliber: …`; '' for none. Those say
 * something of `said`, not of `of`.
 */
export function shownWithout(
  names: readonly string[],
  { said, of }: { readonly said: string; readonly of: string } = { said: 'guns', of: 'shootings' },
): string {
  const words = [...new Set(names.map((name) => GUN_FILTER_WORDS.get(name) ?? name))];
  const last = words.pop();
  if (last === undefined) return '';
  const list = words.length === 0 ? last : `${words.join(', ')} and ${last}`;
  return `Not narrowed by ${list}: that is said of ${said}, not of ${of}.`;
}

export const CLASS_WORDS: Readonly<Record<HotspotClass, string>> = {
  hot99: 'Hotspot, 99 % sure',
  hot95: 'Hotspot, 95 % sure',
  hot90: 'Raised, 90 %: not significant',
  none: 'No more than chance',
  cold90: 'Lowered, 90 %: not significant',
  cold95: 'Cold spot, 95 % sure',
  cold99: 'Cold spot, 99 % sure',
};

const COURSES: Readonly<Record<EmergingCourse, { readonly label: string; readonly means: string }>> = {
  new: { label: 'New', means: 'in the last period, and never before' },
  consecutive: { label: 'Consecutive', means: 'in the last periods without a break, and never before these' },
  intensifying: { label: 'Intensifying', means: 'in at least 90 % of the periods, and ever more so' },
  persistent: { label: 'Persistent', means: 'in at least 90 % of the periods, neither more nor less so' },
  diminishing: { label: 'Diminishing', means: 'in at least 90 % of the periods, and ever less so' },
  sporadic: { label: 'Sporadic', means: 'in the last period, and off and on before' },
  oscillating: { label: 'Oscillating', means: 'in the last period, and the opposite in some period before' },
  historical: { label: 'Historical', means: 'in at least 90 % of the periods, but not in the last' },
};

/** What a class says after the correction for the number of tests. */
function classMeans(shade: HotspotShade): string {
  if (shade === 'none') return 'Nothing here that chance alone would not do';
  const inHundred = shade.endsWith('99') ? 1 : shade.endsWith('95') ? 5 : 10;
  return `After the correction, at most ${inHundred} in 100 of the cells called so are so by chance`;
}

/** A line of the legend, what it means, and the letter that stands on the cell (none for classes of sureness). */
export function shadeWords(shade: HotspotShade): {
  readonly label: string;
  readonly means: string;
  readonly letter: string;
} {
  const [side, course] = shade.split('-');
  const words = isCourse(course) ? COURSES[course] : null;
  if (words === null) {
    const label = Object.entries(CLASS_WORDS).find(([id]) => id === shade)?.[1] ?? '';
    return { label, means: classMeans(shade), letter: '' };
  }
  const what = side === 'hot' ? 'hotspot' : 'cold spot';
  return {
    label: `${words.label} ${what}`,
    means: `A significant ${what} ${words.means}`,
    letter: words.label.slice(0, 1),
  };
}

const isCourse = (text: string | undefined): text is EmergingCourse => text !== undefined && text in COURSES;

/** `1.8 km`, `650 m`. */
export const metres = (value: number): string =>
  value < 1000 ? `${formatCount(value)} m` : `${Number((value / 1000).toPrecision(2))} km`;

/** One sentence about a cell: what is near it, and what that means. */
export function hotspotSentence(
  is: Pick<HotspotProperties, 'nearby' | 'expected' | 'smoothedRate' | 'outOf' | 'count'>,
  shade: HotspotShade,
  method: Pick<HotspotMethod, 'of' | 'rate' | 'bandwidthMetres'>,
): string {
  const verdict = shadeWords(shade).label.toLowerCase();
  if (is.smoothedRate !== null && is.outOf !== null) {
    const steadied = `steadied ${formatRateOf(method.rate, is.smoothedRate)}: ${verdict}`;
    return method.rate === 'population'
      ? `${counted(method.of, is.count)}, ${inhabitants(is.outOf)}; ${steadied}`
      : `${formatCount(is.count)} of ${formatCount(is.outOf)} guns sold within 3 years; ${steadied}`;
  }
  return `${counted(method.of, is.nearby)} within ${metres(method.bandwidthMetres)}, ${formatExpected(is.expected)} if spread evenly: ${verdict}`;
}

/** `1 inhabitant`, `1,204 inhabitants`. */
const inhabitants = (count: number) => `${formatCount(count)} ${count === 1 ? 'inhabitant' : 'inhabitants'}`;

/** A cell's rate as its kind is told: `54 %`, or `12.3 per 100,000`; of nothing known `unknown`. */
export function formatRateOf(rate: HotspotRate, value: number | null): string {
  if (value === null) return 'unknown';
  return rate === 'population' ? `${formatRate(value * 100_000)} per 100,000` : formatShare(value);
}

/** What a rate is called, and what it is of: `31 % of 120`, `12.3 per 100,000 of 8,200 inhabitants`. */
export function rateFacts(
  { rate, smoothedRate, outOf }: Pick<HotspotProperties, 'rate' | 'smoothedRate' | 'outOf'>,
  { of, rate: kind }: Pick<HotspotMethod, 'of' | 'rate'>,
): readonly (readonly [string, string])[] {
  if (smoothedRate === null || outOf === null) return [];
  const own = formatRateOf(kind, rate);
  if (kind === 'population') {
    return [
      [`${SUBJECT_WORDS[of].label} by inhabitant`, rate === null ? own : `${own} of ${inhabitants(outOf)}`],
      ['Steadied', formatRateOf(kind, smoothedRate)],
    ];
  }
  return [
    ['Share sold within 3 years', rate === null ? own : `${own} of ${formatCount(outOf)}`],
    ['Steadied share', formatRateOf(kind, smoothedRate)],
  ];
}

/** `0.4`, `12`, `1,204`. */
export const formatExpected = (expected: number): string =>
  expected < 10 ? String(Number(expected.toPrecision(2))) : formatCount(expected);

const STEADIED = 'steadied where it rests on few (empirical Bayes)';

/** How the classes were come by, in plain words. */
export function methodWords(method: HotspotMethod): string {
  const { test, bandwidthMetres, rings, correction, n, periods, rate, population } = method;
  const value = {
    none: 'its count',
    recoveries: `its share, ${STEADIED}`,
    population: `its rate, ${STEADIED}`,
  }[rate];
  const whose = population === null ? '' : ` Inhabitants are those of ${population.join(' and ')}.`;
  const when =
    periods === null
      ? ''
      : `, ${periods.from.length} ${periods.unit} from ${formatMonth(periods.from[0] ?? '')} on`;
  return `${test} test: each cell with ${value} and those within ${metres(bandwidthMetres)} (${rings} ${rings === 1 ? 'ring' : 'rings'}), against ${formatCount(n)} cells${when}. Corrected for that many tests (${correction}, 5 %).${whose}`;
}

/** Why nothing was tested, and what to do about it; null where it was. */
export function untestedWords({ method, totals }: Pick<Hotspots, 'method' | 'totals'>): string | null {
  if (method.of === 'shootings' && totals.count === 0) {
    return 'No shooting is recorded in this selection. Widen the dates, or bring a file of incidents in under Data.';
  }
  return method.untested;
}

/** What the hotspots of the period before said of this one. */
export function accuracyWords(accuracy: HotspotAccuracy): string {
  const { hitRate, hits, count, hotCells, cells, predictionAccuracyIndex, method } = accuracy;
  const before = `${formatMonth(accuracy.previous.from)} to ${lastMonth(accuracy.previous.to)}`;
  if (method.untested !== null || hotCells === 0) return `There was no hotspot ${before} to foretell by.`;
  if (hitRate === null) return 'Nothing of this period is known to the street yet.';
  const index =
    predictionAccuracyIndex === null
      ? ''
      : `: ${Number(predictionAccuracyIndex.toPrecision(2))} times what their area alone would (PAI)`;
  return `The ${formatCount(hotCells)} hotspots of ${before} (${formatShare(hotCells / cells)} of the area) held ${formatShare(hitRate.value)} of the ${formatCount(count)} from ${formatMonth(accuracy.current.from)} to ${lastMonth(accuracy.current.to)}, ${formatCount(hits)}${index}.`;
}

/** The month of the day before. */
function lastMonth(to: string): string {
  return formatMonth(new Date(Date.parse(to) - 86_400_000).toISOString());
}

/** `+3.21`, `−1.40`; a dash where nothing was tested. */
export function formatZ(z: number | null): string {
  if (z === null) return '–';
  return `${z < 0 ? '−' : '+'}${Math.abs(z).toFixed(2)}`;
}

/** `0.034`, `under 0.001`; a dash where nothing was tested. */
export function formatP(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? 'under 0.001' : p.toFixed(3);
}
