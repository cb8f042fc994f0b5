import { boundingBox } from '../../domain/geography/flow-curve.ts';
import type {
  HotspotClass,
  HotspotDetail,
  HotspotFeature,
  Hotspots,
  HotspotTotals,
} from '../../domain/hotspots.ts';
import { hotspotNotice } from '../../domain/hotspots.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { CellCounts } from './cell-counts.ts';
import { readCellCounts } from './cell-counts.ts';
import { readCellNames } from './cell-names.ts';
import { scoreCells } from './cell-scores.ts';
import { outOfInhabitants, tallyCells } from './cell-tallies.ts';
import { emergingScores } from './emerging-scores.ts';
import type { CellFigures, ScoredCells } from './hotspot-features.ts';
import { classOf, featureOf, shownFeatures } from './hotspot-features.ts';
import type { MethodFound } from './hotspot-method.ts';
import { cellSquareKm, hotspotMethod } from './hotspot-method.ts';
import { hotspotPeriods } from './hotspot-periods.ts';
import type { HotspotQuestion } from './hotspot-question.ts';
import { readInhabitants } from './inhabitants.ts';
import type { StudyArea } from './study-area.ts';
import { studyAreaOf } from './study-area.ts';
import { readStudyArea } from './study-areas.ts';

/** The cells in which the filter's guns or shootings are raised or lowered, and those with any of them. */
export async function readHotspots(
  read: ScopedRead,
  filter: TraceFilter,
  question: HotspotQuestion,
  speech: Speech,
): Promise<Hotspots> {
  const { figures, found } = await readFigures(read, filter, question);
  const features = shownFeatures(figures);
  const box = boundingBox(cornersOf(features));
  return {
    type: 'FeatureCollection',
    ...(box === null ? {} : { bbox: box }),
    numberMatched: features.length,
    features,
    totals: totalsOf(figures),
    method: hotspotMethod(question, figures.area, found, speech),
    notice: hotspotNotice(question.of),
  };
}

/** Without a list of them all: there may be half a million. */
function* cornersOf(features: readonly HotspotFeature[]): Iterable<[number, number]> {
  for (const { geometry } of features) for (const ring of geometry.coordinates) yield* ring;
}

/** One cell of the study area with its count by month; null for a cell outside it. */
export async function readHotspot(
  read: ScopedRead,
  filter: TraceFilter,
  question: HotspotQuestion,
  cell: string,
  speech: Speech,
): Promise<HotspotDetail | null> {
  const { figures, found, counts } = await readFigures(read, filter, question, true);
  const number = figures.area.numbers.get(cell);
  if (number === undefined) return null;
  const place = counts.cells.indexOf(cell);
  const own = counts.months.map(({ month, count }) => ({ month, count: count[place] ?? 0 }));
  return {
    ...featureOf(figures, number),
    months: own
      .flatMap(({ month, count }) =>
        month === null || count === 0 ? [] : [{ month: month.slice(0, 7), count }],
      )
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    undated: own.reduce((sum, { month, count }) => sum + (month === null ? count : 0), 0),
    method: hotspotMethod(question, figures.area, found, speech),
    notice: hotspotNotice(question.of),
  };
}

/** The cells of a class alone, by their H3 indexes, how large they are, and why none was tested; null where they were. */
export async function readCellsOfClass(
  read: ScopedRead,
  filter: TraceFilter,
  question: HotspotQuestion,
  wanted: HotspotClass,
): Promise<{
  readonly cells: readonly string[];
  readonly resolution: number;
  readonly squareKm: number;
  readonly untested: Told | null;
}> {
  const { scored, found } = await readScored(read, filter, question);
  const { area } = scored;
  return {
    cells: area.cells.filter((_, cell) => classOf(scored, cell) === wanted),
    resolution: area.resolution,
    squareKm: cellSquareKm(area.resolution),
    untested: found.untested,
  };
}

interface Scored {
  readonly scored: ScoredCells;
  readonly found: MethodFound;
  readonly counts: CellCounts;
}

/** The scored cells with their names. */
async function readFigures(
  read: ScopedRead,
  filter: TraceFilter,
  question: HotspotQuestion,
  byMonth?: boolean,
): Promise<Omit<Scored, 'scored'> & { readonly figures: CellFigures }> {
  const { scored, ...rest } = await readScored(read, filter, question, byMonth);
  return { ...rest, figures: { ...scored, nameOf: await readCellNames(read, scored.area, rest.counts) } };
}

async function readScored(
  read: ScopedRead,
  filter: TraceFilter,
  question: HotspotQuestion,
  byMonth = question.periods !== 'none',
): Promise<Scored> {
  const { of, rate } = question;
  const whole = await readStudyArea(read, filter, question);
  const counts = await readCellCounts(read, filter, { of, resolution: whole.resolution, byMonth });
  const area = rate === 'recoveries' ? areaWithRates(whole, counts) : whole;
  const inhabitants = rate === 'population' ? await readInhabitants(read, area.resolution) : null;
  const counted = tallyCells(area, counts);
  const tallies = inhabitants === null ? counted : outOfInhabitants(area, counted, inhabitants.byCell);
  const scores = scoreCells(area, tallies, rate);
  const periods =
    question.periods === 'none' || scores.untested !== null
      ? null
      : hotspotPeriods(question.periods, filter, counts);
  const emerging = periods === null ? null : emergingScores(area, counts, periods);
  const found = {
    untested: inhabitants?.sources.length === 0 ? NO_INHABITANTS : scores.untested,
    periods: periods?.described ?? null,
    population: inhabitants?.sources ?? null,
  };
  return {
    scored: { area, tallies, rate, scores, emerging },
    found,
    counts,
  };
}

const NO_INHABITANTS = told(
  'Nobody has loaded where people live, so there is no rate by inhabitant. An administrator does it with: tracemap reference load FILE --kind population.',
);

/** A rate needs something to be a part of: cells without are no zeros, they are unknown. */
function areaWithRates({ resolution, rings }: StudyArea, { cells, months }: CellCounts): StudyArea {
  const known = cells.flatMap((cell, number) =>
    cell !== null && months.some(({ outOf }) => (outOf[number] ?? 0) > 0) ? [cell] : [],
  );
  return studyAreaOf(known.sort(), resolution, rings);
}

function totalsOf(figures: CellFigures): HotspotTotals {
  const { area, tallies, emerging } = figures;
  const classes: HotspotTotals['classes'] = { ...NO_CELLS };
  for (let cell = 0; cell < area.cells.length; cell++) classes[classOf(figures, cell)] += 1;
  return {
    count: tallies.all,
    placed: tallies.placed,
    unplaced: tallies.all - tallies.placed - tallies.outside,
    uninhabited: tallies.outside,
    outsidePeriods: emerging?.outsidePeriods ?? 0,
    classes,
  };
}

const NO_CELLS: HotspotTotals['classes'] = {
  hot99: 0,
  hot95: 0,
  hot90: 0,
  none: 0,
  cold90: 0,
  cold95: 0,
  cold99: 0,
};
