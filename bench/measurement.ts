/** One measured figure with the target it is held against. */
export interface Measurement {
  readonly metric: string;
  /** Null where it could not be measured; the metric then says why. */
  readonly value: number | null;
  readonly unit: string;
  /** Comparison and bound, for example `<= 60`; null where a figure is only reported. */
  readonly target: string | null;
  readonly holds: boolean | null;
}

/** A figure that must not be larger than `most`. */
export function atMost(metric: string, value: number, unit: string, most: number): Measurement {
  return { metric, value: rounded(value), unit, target: `<= ${most}`, holds: value <= most };
}

/** A figure that must not be smaller than `least`. */
export function atLeast(metric: string, value: number, unit: string, least: number): Measurement {
  return { metric, value: rounded(value), unit, target: `>= ${least}`, holds: value >= least };
}

/** A figure that must be just this. */
export function exactly(metric: string, value: number, unit: string, expected: number): Measurement {
  return { metric, value: rounded(value), unit, target: `= ${expected}`, holds: value === expected };
}

/** A figure without a target. */
export function reported(metric: string, value: number, unit: string): Measurement {
  return { metric, value: rounded(value), unit, target: null, holds: null };
}

/** A figure that could not be measured here: neither reached nor missed. */
export function missing(metric: string, why: string, unit: string, target: string | null): Measurement {
  return { metric: `${metric}: not measured, ${why}`, value: null, unit, target, holds: null };
}

const rounded = (value: number) => Number(value.toPrecision(6));

/** The value below which `part` (0 to 1) of the sample lies; nearest rank. */
export function quantile(sample: readonly number[], part: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** Measurements as an aligned table. */
export function formatTable(measurements: readonly Measurement[]): string {
  const rows = [
    ['metric', 'value', 'unit', 'target', 'holds'],
    ...measurements.map(({ metric, value, unit, target, holds }) => [
      metric,
      value === null ? '–' : String(value),
      unit,
      target ?? '',
      holds === null ? '' : holds ? 'yes' : 'NO',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
