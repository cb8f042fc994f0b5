import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Neighbours } from '../../domain/statistics/neighbours.ts';
import { whyNoR } from './r-program.ts';

const SCRIPT = path.resolve(import.meta.dirname, 'local-g.R');

/** Gi* of each place as R's spdep tells it, and who told it: `R version 4.2.2 (2022-10-31), spdep 1.2.7`. */
export interface SpdepScores {
  readonly z: readonly number[];
  readonly p: readonly number[];
  readonly adjustedP: readonly number[];
  readonly versions: string;
}

/** Why nothing can be held against spdep on this machine; null where it can. */
export const whyNoSpdep = (): string | null => whyNoR('spdep');

/** spdep's `localG` of the values with each place among its own neighbours, binary weights; files go into `folder`. */
export function spdepLocalG(values: Float64Array, neighbours: Neighbours, folder: string): SpdepScores {
  const valuesFile = path.join(folder, 'values.txt');
  const neighboursFile = path.join(folder, 'neighbours.txt');
  const scoresFile = path.join(folder, 'scores.txt');
  writeFileSync(valuesFile, `${[...values].join('\n')}\n`);
  writeFileSync(neighboursFile, `${neighbourLines(values.length, neighbours).join('\n')}\n`);
  const versions = execFileSync('Rscript', [SCRIPT, valuesFile, neighboursFile, scoresFile], {
    encoding: 'utf8',
  });
  const rows = readFileSync(scoresFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  if (rows.length !== values.length) {
    throw new Error(`spdep told ${rows.length} scores of ${values.length} places.`);
  }
  const column = (at: number) => rows.map((row) => row[at] ?? Number.NaN);
  return { z: column(0), p: column(1), adjustedP: column(2), versions: versions.trim() };
}

/** R numbers from 1, and writes 0 for no neighbour. */
function neighbourLines(places: number, { offsets, neighbours }: Neighbours): string[] {
  return Array.from({ length: places }, (_, place) => {
    const near = neighbours.subarray(offsets[place], offsets[place + 1]);
    return near.length === 0 ? '0' : [...near].map((other) => other + 1).join(' ');
  });
}
