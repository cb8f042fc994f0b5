import { cellToBoundary } from 'h3-js';
import type { HotspotClass, HotspotFeature, HotspotProperties, HotspotRate } from '../../domain/hotspots.ts';
import { hotspotClass } from '../../domain/hotspots.ts';
import type { CellNames } from './cell-names.ts';
import type { CellScores } from './cell-scores.ts';
import type { CellTallies } from './cell-tallies.ts';
import type { EmergingScores } from './emerging-scores.ts';
import type { StudyArea } from './study-area.ts';

/** What the test says of the cells of an area, by their number. */
export interface ScoredCells {
  readonly area: StudyArea;
  readonly tallies: CellTallies;
  readonly rate: HotspotRate;
  readonly scores: CellScores;
  readonly emerging: EmergingScores | null;
}

/** All that is known of them. */
export interface CellFigures extends ScoredCells {
  readonly nameOf: CellNames;
}

/** The class of a cell; none where nothing was tested. */
export function classOf({ scores: { tested } }: Pick<ScoredCells, 'scores'>, cell: number): HotspotClass {
  return tested === null ? 'none' : hotspotClass(tested.z[cell] ?? 0, tested.adjustedP[cell] ?? 1);
}

/** The cells that have anything to show: a record, a class or a course. */
export function shownFeatures(figures: CellFigures): HotspotFeature[] {
  const { tallies, rate } = figures;
  const features: HotspotFeature[] = [];
  for (let cell = 0; cell < figures.area.cells.length; cell++) {
    const hasRecords =
      (tallies.count[cell] ?? 0) > 0 || (rate !== 'population' && (tallies.outOf[cell] ?? 0) > 0);
    if (!hasRecords && figures.emerging === null && classOf(figures, cell) === 'none') continue;
    const feature = featureOf(figures, cell);
    const { emerging, class: found } = feature.properties;
    if (hasRecords || found !== 'none' || (emerging ?? null) !== null) features.push(feature);
  }
  return features;
}

/** One cell in full. */
export function featureOf(figures: CellFigures, cell: number): HotspotFeature {
  const id = figures.area.cells[cell] ?? '';
  return { type: 'Feature', id, geometry: outlineOf(id), properties: propertiesOf(figures, cell, id) };
}

function propertiesOf(figures: CellFigures, cell: number, id: string): HotspotProperties {
  const { tallies, scores, emerging, nameOf } = figures;
  const { nearby, expected, smoothedRates, tested } = scores;
  const count = tallies.count[cell] ?? 0;
  const outOf = tallies.outOf[cell] ?? 0;
  // In one piece: of 50,000 cells, putting each together from parts is most of what has to be collected again.
  const properties: HotspotProperties = {
    cell: id,
    place: nameOf(cell),
    count,
    nearby: nearby[cell] ?? 0,
    expected: rounded(expected[cell] ?? 0),
    outOf: smoothedRates === null ? null : outOf,
    rate: smoothedRates === null || outOf === 0 ? null : rounded(count / outOf),
    smoothedRate: smoothedRates === null ? null : rounded(smoothedRates[cell] ?? 0),
    z: tested === null ? null : rounded(tested.z[cell] ?? 0),
    p: tested === null ? null : rounded(tested.p[cell] ?? 0),
    adjustedP: tested === null ? null : rounded(tested.adjustedP[cell] ?? 0),
    class: classOf(figures, cell),
  };
  return emerging === null ? properties : { ...properties, ...courseOf(emerging, cell) };
}

function courseOf(scores: EmergingScores, cell: number): Pick<HotspotProperties, 'emerging' | 'trend'> {
  const { emerging, trend } = scores.of(cell);
  return { emerging, trend: { z: rounded(trend.z), p: rounded(trend.p) } };
}

/** Six digits: more than any figure here is known to. Writing a number out and reading it takes three times as long. */
function rounded(value: number): number {
  const size = Math.abs(value);
  if (size < 0.001 || size >= 1e6) return Number(value.toPrecision(6));
  const unit = UNITS[Math.floor(Math.log10(size)) + 3] ?? 1;
  return Math.round(value * unit) / unit;
}

/** What keeps six digits of a number of 0.001 to 0.00999…, and so on to 100,000. */
const UNITS = [1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 100, 10, 1];

type Outline = HotspotFeature['geometry'];

/** Outlines drawn before: the same cells come back with every filter. */
const outlines = new Map<string, Outline>();
const OUTLINES_KEPT = 100_000;

function outlineOf(cell: string): Outline {
  const known = outlines.get(cell);
  if (known !== undefined) return known;
  if (outlines.size >= OUTLINES_KEPT) outlines.clear();
  const outline: Outline = { type: 'Polygon', coordinates: [closedRing(cellToBoundary(cell, true))] };
  outlines.set(cell, outline);
  return outline;
}

/**
 * A counterclockwise ring in degrees, to a metre, as RFC 7946 has it. Across the antimeridian it goes on beyond ±180 instead
 * of leaping round the world.
 */
function closedRing(corners: readonly (readonly number[])[]): [number, number][] {
  const west = corners[0]?.[0] ?? 0;
  return corners.map(([lon = 0, lat = 0]) => [
    Math.round((lon - 360 * Math.round((lon - west) / 360)) * 1e5) / 1e5,
    Math.round(lat * 1e5) / 1e5,
  ]);
}
