/** Points with weights, in metres of any flat map; `stretch` is how many of its metres one on the ground is there. */
export interface WeightedPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
  readonly stretch: Float64Array;
}

/** A grid of square cells, rows from the south, columns from the west; metres of the same map. */
export interface DensityGrid {
  readonly west: number;
  readonly south: number;
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
}

const SQUARE_METRES_A_SQUARE_KM = 1_000_000;

/**
 * Question: how densely do the points lie around each spot, as a smooth surface to look at?
 *
 * Formula: at the middle of each grid cell Σ weight · 3/(π h²) · (1 − d²/h²)² over the points nearer than h, d being the distance and h the
 * bandwidth in metres on the ground. Per square kilometre; the surface holds as many points as went in.
 *
 * Source: B. W. Silverman, Density Estimation for Statistics and Data Analysis (1986), equation 4.5, the quartic (biweight)
 * kernel, usual in crime mapping since it ends at h; a Gaussian never does, and takes many times as long.
 *
 * Limits: a picture, not a test: it is smooth and has peaks whatever the data, and how many depends on h. Nothing in it says
 * whether a peak is more than chance.
 */
export function kernelDensity(
  points: WeightedPoints,
  grid: DensityGrid,
  bandwidthMetres: number,
): Float64Array {
  const density = new Float64Array(grid.columns * grid.rows);
  const peak = (3 * SQUARE_METRES_A_SQUARE_KM) / (Math.PI * bandwidthMetres ** 2);
  for (let point = 0; point < points.x.length; point++) {
    const reach = bandwidthMetres * (points.stretch[point] ?? 1);
    const height = peak * (points.weight[point] ?? 0);
    addHill(density, grid, points.x[point] ?? 0, points.y[point] ?? 0, reach, height);
  }
  return density;
}

function addHill(
  density: Float64Array,
  { west, south, step, columns, rows }: DensityGrid,
  x: number,
  y: number,
  reach: number,
  height: number,
): void {
  const firstRow = Math.max(0, Math.ceil((y - reach - south) / step - 0.5));
  const lastRow = Math.min(rows - 1, Math.floor((y + reach - south) / step - 0.5));
  const firstColumn = Math.max(0, Math.ceil((x - reach - west) / step - 0.5));
  const lastColumn = Math.min(columns - 1, Math.floor((x + reach - west) / step - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    const dy = (south + (row + 0.5) * step - y) / reach;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = (west + (column + 0.5) * step - x) / reach;
      const rest = 1 - dx * dx - dy * dy;
      if (rest <= 0) continue;
      const at = row * columns + column;
      density[at] = (density[at] ?? 0) + height * rest * rest;
    }
  }
}
