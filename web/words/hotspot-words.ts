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
import { countOf, formatCount, formatMonth, formatRate, formatShare } from './format.ts';
import { say } from './say.ts';

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
  byChance: say('Recoveries, no more than chance'),
  nothing: say('Nothing was ever recovered here'),
} as const;

export const SUBJECT_WORDS: Readonly<Record<HotspotSubject, SubjectWords>> = {
  recoveries: {
    label: say('Guns recovered'),
    one: say('gun recovered'),
    many: say('guns recovered'),
    ...GUNS,
  },
  shortTimeToCrime: {
    label: say('Guns sold within 3 years'),
    one: say('gun recovered within 3 years of sale'),
    many: say('guns recovered within 3 years of sale'),
    ...GUNS,
  },
  shootings: {
    label: say('Shootings'),
    one: say('shooting recorded'),
    many: say('shootings recorded'),
    byChance: say('Shootings, no more than chance'),
    nothing: say('No shooting was ever recorded here'),
  },
};

/** `34 guns recovered`, `1 gun recovered within 3 years of sale`, `2 shootings recorded`. */
export function counted(subject: HotspotSubject, count: number): string {
  const { one, many } = SUBJECT_WORDS[subject];
  return countOf(count, one, many);
}

/** Filters of guns by their name, as they are called where they say nothing of shootings. */
const GUN_FILTER_WORDS: ReadonlyMap<string, string> = new Map([
  ['ttc_min', say('time from sale')],
  ['ttc_max', say('time from sale')],
  ['source_state', say('where guns were sold')],
  ['source_county', say('where guns were sold')],
  ['source_zip', say('where guns were sold')],
  ['purchaser_state', say('where buyers lived')],
  ['purchaser_county', say('where buyers lived')],
  ['purchaser_zip', say('where buyers lived')],
  ['firearm_type', say('firearm')],
  ['caliber', say('caliber')],
  ['manufacturer', say('manufacturer')],
  ['crime_code', say('crime code')],
  ['dealer', say('dealer')],
  ['indicator', say('indicator')],
  ['corridor', say('corridor')],
]);

/**
 * Which of the filters that are set records are shown without: `Not narrowed by dealer and caliber: …`; '' for none. Those say
 * something of `said`, not of `of`.
 */
export function shownWithout(
  names: readonly string[],
  { said, of }: { readonly said: string; readonly of: string } = { said: say('guns'), of: say('shootings') },
): string {
  const words = [...new Set(names.map((name) => GUN_FILTER_WORDS.get(name) ?? name))];
  const last = words.pop();
  if (last === undefined) return '';
  const list = words.length === 0 ? last : say('{words} and {last}', { words: words.join(', '), last });
  return say('Not narrowed by {list}: that is said of {said}, not of {of}.', { list, said, of });
}

export const CLASS_WORDS: Readonly<Record<HotspotClass, string>> = {
  hot99: say('Hotspot, 99 % sure'),
  hot95: say('Hotspot, 95 % sure'),
  hot90: say('Raised, 90 %: not significant'),
  none: say('No more than chance'),
  cold90: say('Lowered, 90 %: not significant'),
  cold95: say('Cold spot, 95 % sure'),
  cold99: say('Cold spot, 99 % sure'),
};

const COURSES: Readonly<Record<EmergingCourse, { readonly label: string; readonly means: string }>> = {
  new: { label: say('New'), means: say('in the last period, and never before') },
  consecutive: {
    label: say('Consecutive'),
    means: say('in the last periods without a break, and never before these'),
  },
  intensifying: {
    label: say('Intensifying'),
    means: say('in at least 90 % of the periods, and ever more so'),
  },
  persistent: {
    label: say('Persistent'),
    means: say('in at least 90 % of the periods, neither more nor less so'),
  },
  diminishing: { label: say('Diminishing'), means: say('in at least 90 % of the periods, and ever less so') },
  sporadic: { label: say('Sporadic'), means: say('in the last period, and off and on before') },
  oscillating: {
    label: say('Oscillating'),
    means: say('in the last period, and the opposite in some period before'),
  },
  historical: {
    label: say('Historical'),
    means: say('in at least 90 % of the periods, but not in the last'),
  },
};

/** What a class says after the correction for the number of tests. */
function classMeans(shade: HotspotShade): string {
  if (shade === 'none') return say('Nothing here that chance alone would not do');
  const inHundred = shade.endsWith('99') ? 1 : shade.endsWith('95') ? 5 : 10;
  return say('After the correction, at most {inHundred} in 100 of the cells called so are so by chance', {
    inHundred,
  });
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
  const what = side === 'hot' ? say('hotspot') : say('cold spot');
  return {
    label: say('{course} {what}', { course: words.label, what }),
    means: say('A significant {what} {means}', { what, means: words.means }),
    letter: words.label.slice(0, 1),
  };
}

const isCourse = (text: string | undefined): text is EmergingCourse => text !== undefined && text in COURSES;

/** `1.8 km`, `650 m`. */
export const metres = (value: number): string =>
  value < 1000
    ? `${formatCount(value)} m`
    : say('{toPrecision} km', { toPrecision: Number((value / 1000).toPrecision(2)) });

/** One sentence about a cell: what is near it, and what that means. */
export function hotspotSentence(
  is: Pick<HotspotProperties, 'nearby' | 'expected' | 'smoothedRate' | 'outOf' | 'count'>,
  shade: HotspotShade,
  method: Pick<HotspotMethod, 'of' | 'rate' | 'bandwidthMetres'>,
): string {
  const verdict = shadeWords(shade).label.toLowerCase();
  if (is.smoothedRate !== null && is.outOf !== null) {
    const steadied = say('steadied {rate}: {verdict}', {
      rate: formatRateOf(method.rate, is.smoothedRate),
      verdict,
    });
    return method.rate === 'population'
      ? `${counted(method.of, is.count)}, ${inhabitants(is.outOf)}; ${steadied}`
      : say('{count} of {outOf} guns sold within 3 years; {steadied}', {
          count: formatCount(is.count),
          outOf: formatCount(is.outOf),
          steadied,
        });
  }
  return say('{of} within {bandwidthMetres}, {expected} if spread evenly: {verdict}', {
    of: counted(method.of, is.nearby),
    bandwidthMetres: metres(method.bandwidthMetres),
    expected: formatExpected(is.expected),
    verdict,
  });
}

/** `1 inhabitant`, `1,204 inhabitants`. */
const inhabitants = (count: number) => countOf(count, say('inhabitant'), say('inhabitants'));

/** A cell's rate as its kind is told: `54 %`, or `12.3 per 100,000`; of nothing known `unknown`. */
export function formatRateOf(rate: HotspotRate, value: number | null): string {
  if (value === null) return say('unknown');
  return rate === 'population'
    ? say('{rate} per 100,000', { rate: formatRate(value * 100_000) })
    : formatShare(value);
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
      [
        say('{label} by inhabitant', { label: SUBJECT_WORDS[of].label }),
        rate === null ? own : say('{own} of {outOf}', { own, outOf: inhabitants(outOf) }),
      ],
      [say('Steadied'), formatRateOf(kind, smoothedRate)],
    ];
  }
  return [
    [
      say('Share sold within 3 years'),
      rate === null ? own : say('{own} of {outOf}', { own, outOf: formatCount(outOf) }),
    ],
    [say('Steadied share'), formatRateOf(kind, smoothedRate)],
  ];
}

/** `0.4`, `12`, `1,204`. */
export const formatExpected = (expected: number): string =>
  expected < 10 ? String(Number(expected.toPrecision(2))) : formatCount(expected);

const STEADIED = say('steadied where it rests on few (empirical Bayes)');

/** How the classes were come by, in plain words. */
export function methodWords(method: HotspotMethod): string {
  const { test, bandwidthMetres, rings, correction, n, periods, rate, population } = method;
  const value = {
    none: say('its count'),
    recoveries: say('its share, {steadied}', { steadied: STEADIED }),
    population: say('its rate, {steadied}', { steadied: STEADIED }),
  }[rate];
  const whose =
    population === null
      ? ''
      : say(' Inhabitants are those of {population}.', { population: population.join(say(' and ')) });
  const when =
    periods === null
      ? ''
      : say(', {count} {unit} from {from} on', {
          count: periods.from.length,
          unit: periods.unit,
          from: formatMonth(periods.from[0] ?? ''),
        });
  return say(
    '{test} test: each cell with {value} and those within {bandwidthMetres} ({rings} {words}), against {n} cells{when}. Corrected for that many tests ({correction}, 5 %).{whose}',
    {
      test,
      value,
      bandwidthMetres: metres(bandwidthMetres),
      rings,
      words: rings === 1 ? say('ring') : say('rings'),
      n: formatCount(n),
      when,
      correction,
      whose,
    },
  );
}

/** Why nothing was tested, and what to do about it; null where it was. */
export function untestedWords({ method, totals }: Pick<Hotspots, 'method' | 'totals'>): string | null {
  if (method.of === 'shootings' && totals.count === 0) {
    return say(
      'No shooting is recorded in this selection. Widen the dates, or bring a file of incidents in under Data.',
    );
  }
  return method.untested;
}

/** What the hotspots of the period before said of this one. */
export function accuracyWords(accuracy: HotspotAccuracy): string {
  const { hitRate, hits, count, hotCells, cells, predictionAccuracyIndex, method } = accuracy;
  const before = say('{from} to {to}', {
    from: formatMonth(accuracy.previous.from),
    to: lastMonth(accuracy.previous.to),
  });
  if (method.untested !== null || hotCells === 0)
    return say('There was no hotspot {before} to foretell by.', { before });
  if (hitRate === null) return say('Nothing of this period is known to the street yet.');
  const index =
    predictionAccuracyIndex === null
      ? ''
      : say(': {toPrecision} times what their area alone would (PAI)', {
          toPrecision: Number(predictionAccuracyIndex.toPrecision(2)),
        });
  return say(
    'The {hotCells} hotspots of {before} ({hotCells2} of the area) held {hitRate} of the {count} from {from} to {to}, {hits}{index}.',
    {
      hotCells: formatCount(hotCells),
      before,
      hotCells2: formatShare(hotCells / cells),
      hitRate: formatShare(hitRate.value),
      count: formatCount(count),
      from: formatMonth(accuracy.current.from),
      to: lastMonth(accuracy.current.to),
      hits: formatCount(hits),
      index,
    },
  );
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
  return p < 0.001 ? say('under 0.001') : p.toFixed(3);
}
