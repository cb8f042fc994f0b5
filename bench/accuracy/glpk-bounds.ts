import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Sum } from '../../domain/disclosure/additive-table.ts';
import type { PublishedCount } from '../../domain/snapshots.ts';
import { findProgram } from '../find-program.ts';

/** What everybody is told of a table: counts and words, how its cells add up, and the least count that is shown. */
export interface ToldTable {
  readonly cells: readonly PublishedCount[];
  readonly sums: readonly Sum[];
  readonly threshold: number;
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Why GLPK cannot be asked on this machine, with how to have it on Debian; null where it can. */
export const whyNoGlpk = (): string | null =>
  findProgram('glpsol') === null ? 'glpsol cannot be run. On Debian: apt-get install glpk-utils.' : null;

/** Counts looked at by one run of glpsol: enough to make its start cheap, few enough that the program stays small. */
const COUNTS_A_RUN = 20;

/**
 * The least and the most that each of these cells can be, as GLPK's glpsol finds them from what is told alone. Files go into `folder`. Each
 * end has a copy of the whole program of its own in the file, and the least sum over copies that share nothing is the sum of the least.
 */
export function glpkBounds(told: ToldTable, cells: readonly number[], folder: string): Map<number, Bounds> {
  const bounds = new Map<number, Bounds>();
  for (let first = 0; first < cells.length; first += COUNTS_A_RUN) {
    const some = cells.slice(first, first + COUNTS_A_RUN);
    const values = solved(linearProgram(told, some), folder);
    some.forEach((cell, index) => {
      // Variables are numbered as they come in the file, and the objective comes first.
      const [low, high] = [values.get(2 * index + 1), values.get(2 * index + 2)];
      if (low === undefined || high === undefined) throw new Error(`glpsol told no bounds of cell ${cell}.`);
      bounds.set(cell, { low, high });
    });
  }
  return bounds;
}

/** A program in CPLEX's LP format: the least of each cell less the most of it. */
function linearProgram({ cells, sums, threshold }: ToldTable, looked: readonly number[]): string {
  const ends = looked.flatMap((cell) => [
    { cell, sign: '+' },
    { cell, sign: '-' },
  ]);
  const copies = ends.map((_, copy) => copy);
  const name = (cell: number, copy: number) => `x${cell}_${copy}`;
  const plus = (terms: readonly string[]) => (terms.length === 0 ? '0' : terms.join(' + '));
  return [
    'Minimize',
    ` obj: ${ends.map(({ cell, sign }, copy) => `${sign} ${name(cell, copy)}`).join('\n ')}`,
    'Subject To',
    ...copies.flatMap((copy) =>
      sums.map(
        ({ total, parts }, sum) =>
          ` s${sum}_${copy}: ${plus(parts.map((part) => name(part, copy)))} - ${name(total, copy)} = 0`,
      ),
    ),
    'Bounds',
    ...copies.flatMap((copy) => cells.map((told, cell) => ` ${boundOf(told, name(cell, copy), threshold)}`)),
    'End',
    '',
  ].join('\n');
}

/** What a count or word says, as the notice of every publication tells it. */
function boundOf(told: PublishedCount, name: string, threshold: number): string {
  if (typeof told === 'number') return `${name} = ${told}`;
  if (told === 'withheld') return `${name} >= ${threshold}`;
  return `${told === 'fewer' ? 1 : 0} <= ${name} <= ${threshold - 1}`;
}

/** The values of the variables of a program by their numbers, from 1. An error where glpsol finds no best ones. */
function solved(program: string, folder: string): Map<number, number> {
  const [question, answer] = [path.join(folder, 'told.lp'), path.join(folder, 'told.sol')];
  writeFileSync(question, program);
  execFileSync('glpsol', ['--lp', question, '--write', answer], { encoding: 'utf8' });
  const lines = readFileSync(answer, 'utf8').split('\n');
  // Basic solution, rows, columns, primal and dual feasible, value: https://www.gnu.org/software/glpk/ (glp_write_sol).
  const summary = lines.find((line) => line.startsWith('s bas ')) ?? 'none';
  if (!/^s bas \d+ \d+ f f /.test(summary)) throw new Error(`glpsol found no best values: ${summary}.`);
  return new Map(
    lines.flatMap((line): [number, number][] => {
      const [kind, number, , value] = line.split(' ');
      return kind === 'j' ? [[Number(number), Number(value)]] : [];
    }),
  );
}
