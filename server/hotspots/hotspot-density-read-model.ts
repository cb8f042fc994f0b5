import { cellToLatLng } from 'h3-js';
import { fromMercator, toMercator } from '../../domain/geography/world-grid.ts';
import type { HotspotDensity } from '../../domain/hotspots.ts';
import { hotspotNotice } from '../../domain/hotspots.ts';
import type { DensityGrid, WeightedPoints } from '../../domain/statistics/kernel-density.ts';
import { kernelDensity } from '../../domain/statistics/kernel-density.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, parseTraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { badRequest } from '../errors.ts';
import type { CellCounts } from './cell-counts.ts';
import { readCellCounts } from './cell-counts.ts';
import { bandwidthMetres } from './hotspot-method.ts';
import type { HotspotQuestion } from './hotspot-question.ts';

/** West, south, east, north in degrees. */
type Extent = readonly [number, number, number, number];

/** Records stand in the middle of these cells: 0.2 km across, finer than any bandwidth. */
const POINT_RESOLUTION = 9;
/** Cells along the longer side of the grid: one for four pixels of a large map. */
const LONGER_SIDE = 320;

/** Reads `extent`, west,south,east,north as `bbox` has it; null where it is not given. */
export function extentParameter(query: URLSearchParams): Extent | null {
  const text = query.get('extent');
  if (text === null) return null;
  try {
    return parseTraceFilter(new URLSearchParams({ bbox: text })).bbox ?? null;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    const { english, values } = error.told;
    throw new FilterError('extent', { english, values: { ...values, name: 'extent' } });
  }
}

/**
 * How densely what the filter has lies, as a smooth surface over the extent (null: all of it). It looks as far around each
 * spot as the test of the same question does.
 */
export async function readHotspotDensity(
  read: ScopedRead,
  filter: TraceFilter,
  { of, resolution, rings }: HotspotQuestion,
  extent: Extent | null,
): Promise<HotspotDensity> {
  const bandwidth = bandwidthMetres(resolution, rings);
  const counts = await readCellCounts(read, filter, { of, resolution: POINT_RESOLUTION });
  const points = pointsOf(counts);
  const grid = gridOf(extent === null ? boxAround(points, bandwidth) : boxOf(extent));
  const values = kernelDensity(points, grid, bandwidth);
  const count = countOf(counts);
  const placed = points.weight.reduce((sum, weight) => sum + weight, 0);
  return {
    bbox: degreesOf(grid),
    columns: grid.columns,
    rows: grid.rows,
    values: fromTheNorth(values, grid),
    most: rounded(values.reduce((most, value) => Math.max(most, value), 0)),
    bandwidthMetres: bandwidth,
    kernel: 'quartic',
    totals: { count, placed, unplaced: count - placed },
    notice: hotspotNotice(of),
  };
}

const countOf = ({ months }: CellCounts) =>
  months.reduce((sum, { count }) => count.reduce((all, one) => all + one, sum), 0);

/** Middles of cells in EPSG:3857, where a metre on the ground is 1 / cos(latitude) metres long. */
function pointsOf({ cells, months }: CellCounts): WeightedPoints {
  const placed = cells.flatMap((cell, number) => {
    const count = months.reduce((sum, month) => sum + (month.count[number] ?? 0), 0);
    return cell === null || count === 0 ? [] : [{ cell, count }];
  });
  const x = new Float64Array(placed.length);
  const y = new Float64Array(placed.length);
  const stretch = new Float64Array(placed.length);
  for (const [index, { cell }] of placed.entries()) {
    const [lat, lon] = cellToLatLng(cell);
    const metres = toMercator(lon, lat);
    x[index] = metres.x;
    y[index] = metres.y;
    stretch[index] = 1 / Math.cos((lat * Math.PI) / 180);
  }
  return { x, y, stretch, weight: Float64Array.from(placed, ({ count }) => count) };
}

/** A box in EPSG:3857. */
interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

function boxOf([west, south, east, north]: Extent): Box {
  const low = toMercator(west, south);
  const high = toMercator(east, north);
  if (!(high.x > low.x && high.y > low.y)) throw badRequest('extent has no area.', { parameter: 'extent' });
  return { west: low.x, south: low.y, east: high.x, north: high.y };
}

/** All that the points reach; the District of Columbia, say, where there is none. */
function boxAround({ x, y, stretch }: WeightedPoints, bandwidthMetres: number): Box {
  if (x.length === 0) return boxOf([-77.2, 38.8, -76.9, 39]);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = 0; point < x.length; point++) {
    const reach = bandwidthMetres * (stretch[point] ?? 1);
    west = Math.min(west, (x[point] ?? 0) - reach);
    east = Math.max(east, (x[point] ?? 0) + reach);
    south = Math.min(south, (y[point] ?? 0) - reach);
    north = Math.max(north, (y[point] ?? 0) + reach);
  }
  return { west, south, east, north };
}

function gridOf({ west, south, east, north }: Box): DensityGrid {
  const step = Math.max(east - west, north - south) / LONGER_SIDE;
  const cells = (length: number) => Math.max(1, Math.ceil(length / step - 1e-9));
  return { west, south, step, columns: cells(east - west), rows: cells(north - south) };
}

function degreesOf({ west, south, step, columns, rows }: DensityGrid): HotspotDensity['bbox'] {
  const low = fromMercator(west, south);
  const high = fromMercator(west + columns * step, south + rows * step);
  const degrees = (value: number) => Math.round(value * 1e6) / 1e6;
  return [degrees(low.lon), degrees(low.lat), degrees(high.lon), degrees(high.lat)];
}

function fromTheNorth(values: Float64Array, { columns, rows }: DensityGrid): number[] {
  const turned: number[] = [];
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = 0; column < columns; column++)
      turned.push(rounded(values[row * columns + column] ?? 0));
  }
  return turned;
}

/** Three digits: it is a picture. */
const rounded = (value: number) => Number(value.toPrecision(3));
