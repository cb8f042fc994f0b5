import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Measurement } from './measurement.ts';

const RESULTS = path.resolve(import.meta.dirname, 'results');

const measurements = z.array(
  z.object({
    metric: z.string(),
    value: z.number().nullable(),
    unit: z.string(),
    target: z.string().nullable(),
    holds: z.boolean().nullable(),
  }),
);

/** Keeps the figures of a bench as `bench/results/NAME.json`. */
export function writeResults(name: string, figures: readonly Measurement[]): void {
  writeResultFile(`${name}.json`, `${JSON.stringify(figures, null, 2)}\n`);
}

/** Writes a file beside the figures. */
export function writeResultFile(fileName: string, content: string): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(path.join(RESULTS, fileName), content);
}

const resultsOfSize = (name: string, traces: number) => `${name}-${traces}`;

/** Keeps the figures of a bench for a number of traces, beside those of other numbers. */
export function writeResultsOfSize(name: string, traces: number, figures: readonly Measurement[]): void {
  writeResults(resultsOfSize(name, traces), figures);
}

/** The figures kept of a bench by number of traces, ascending. */
export function readResultsBySize(name: string): ReadonlyMap<number, readonly Measurement[]> {
  const pattern = new RegExp(`^${name}-(\\d+)\\.json$`);
  const sizes = (existsSync(RESULTS) ? readdirSync(RESULTS) : [])
    .flatMap((file) => pattern.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  return new Map(
    sizes.map((size) => {
      const file = path.join(RESULTS, `${resultsOfSize(name, size)}.json`);
      return [size, measurements.parse(JSON.parse(readFileSync(file, 'utf8')))];
    }),
  );
}
