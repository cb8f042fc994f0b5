import * as Plot from '@observablehq/plot';
import { wholePeriods } from '../../../domain/firearms/periods.ts';
import type { FirearmGroup, FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import { shareInInterval } from '../../../domain/statistics/times-summary.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import { groupName } from '../../words/firearm-class-words.ts';
import { say } from '../../words/say.ts';

/** Bands drawn at most beside that of the rest: more shades cannot be told apart. */
const MOST_BANDS = 5;
const MARGIN_TOP = 20;
const MARGIN_BOTTOM = 40;
const NAME_HEIGHT = 15;
const REST = say('All others');

interface Band {
  readonly name: string;
  readonly counts: readonly number[];
}

/** The answer without the periods that the records do not cover whole: drawn, they would look like a fall. Pure. */
export function wholeOnly(value: FirearmsAnswer): FirearmsAnswer {
  const { oldest, newest, periods, unit, groups } = value;
  if (oldest === null || newest === null) return value;
  const isWhole = wholePeriods(periods, unit, { oldest, newest });
  const kept = <Item>(items: readonly Item[]) => items.filter((_, at) => isWhole[at] === true);
  return {
    ...value,
    periods: kept(periods),
    groups: groups.map((group) => ({ ...group, counts: kept(group.counts) })),
  };
}

/** The largest classes, and all other guns in one band, so that the bands add up to all. Pure. */
export function bandsOf({ groups, otherClasses, periods }: FirearmsAnswer): readonly Band[] {
  const shown = groups.filter(({ kind }) => kind === 'class').slice(0, MOST_BANDS);
  const rest = groups.filter((group) => !shown.includes(group));
  const bandOf = (group: FirearmGroup): Band => ({
    name: groupName(group, otherClasses),
    counts: group.counts,
  });
  const [only] = rest;
  if (only === undefined) return shown.map(bandOf);
  const together = {
    name: rest.length === 1 ? groupName(only, otherClasses) : REST,
    counts: periods.map((_, at) => rest.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)),
  };
  return [...shown.map(bandOf), together];
}

const dateOf = (start: string) => new Date(`${start}T00:00:00Z`);
const heightFor = (width: number) => Math.min(420, Math.max(260, width * 0.45));

/** Bands over each other, shaded by lightness, with their names at the end. */
export function classesPlot(value: FirearmsAnswer, { palette, ink, width }: PlotRoom): Plot.PlotOptions {
  const bands = bandsOf(value);
  const shades = [...palette.timeToCrime.slice(0, bands.length - 1), palette.timeToCrimeUnknown];
  const rows = bands.flatMap(({ name, counts }) =>
    value.periods.map((start, at) => ({ name, date: dateOf(start), count: counts[at] ?? 0 })),
  );
  const names = bands.map(({ name }) => name);
  const tops = value.periods.map((_, at) => bands.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
  const height = heightFor(width);
  const most = Math.max(1, ...tops);
  const gap = (NAME_HEIGHT / (height - MARGIN_TOP - MARGIN_BOTTOM)) * most;
  const last = value.periods.at(-1);
  return {
    height,
    marginTop: MARGIN_TOP,
    marginLeft: 52,
    marginRight: width < 600 ? 104 : 150,
    marginBottom: MARGIN_BOTTOM,
    x: { type: 'utc', label: null },
    y: { label: say('↑ Guns recovered'), grid: true, ticks: 5, domain: [0, most] },
    color: { domain: names, range: shades },
    marks: [
      Plot.areaY(rows, {
        x: 'date',
        y: 'count',
        fill: 'name',
        order: names,
        stroke: palette.casing,
        strokeWidth: 1,
      }),
      Plot.ruleY([0]),
      ...(last === undefined
        ? []
        : [
            Plot.text(namesBeside(bands, gap), {
              x: () => dateOf(last),
              y: 'at',
              text: 'name',
              dx: 8,
              textAnchor: 'start',
              fontSize: 12,
              fill: ink,
            }),
          ]),
    ],
  };
}

/** Names beside the middle of their bands at the end, moved up as far as they need to be to stand apart. */
function namesBeside(bands: readonly Band[], gap: number): readonly { name: string; at: number }[] {
  let below = 0;
  let lowest = 0;
  return bands.map(({ name, counts }) => {
    const count = counts.at(-1) ?? 0;
    const at = Math.max(below + count / 2, lowest);
    below += count;
    lowest = at + gap;
    return { name, at };
  });
}

/** The share of one class in each period with its interval. */
export function sharePlot(value: FirearmsAnswer, { palette, width }: PlotRoom): Plot.PlotOptions {
  const points = sharesOf(value);
  const most = Math.min(1, Math.max(0.02, ...points.map(({ value: share }) => share)) * 1.6);
  return {
    height: heightFor(width),
    marginTop: MARGIN_TOP,
    marginLeft: 52,
    marginRight: 16,
    marginBottom: MARGIN_BOTTOM,
    x: { type: 'utc', label: null },
    y: { label: say('↑ Share'), percent: true, domain: [0, most * 100], grid: true, ticks: 5, clamp: true },
    marks: [
      Plot.areaY(points, {
        x: 'date',
        y1: 'low',
        y2: 'high',
        fill: palette.recovered,
        fillOpacity: 0.2,
      }),
      Plot.line(points, { x: 'date', y: 'value', stroke: palette.recovered, strokeWidth: 2 }),
      Plot.dot(points, { x: 'date', y: 'value', r: 2.5, fill: palette.recovered }),
      Plot.ruleY([0]),
    ],
  };
}

/** Of each period with a gun of which it is told: the part that is privately made, or obliterated. Pure. */
export function sharesOf({ by, groups, periods }: FirearmsAnswer) {
  const key = by === 'ghost' ? 'privately_made' : 'obliterated';
  const told = groups.filter(({ kind }) => kind !== 'untold');
  return periods.flatMap((start, at) => {
    const all = told.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0);
    const part = told.find((group) => group.key === key)?.counts[at] ?? 0;
    return all === 0 ? [] : [{ start, date: dateOf(start), part, all, ...shareInInterval(part, all) }];
  });
}
