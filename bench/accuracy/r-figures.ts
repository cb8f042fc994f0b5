import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Figures by name. */
export type Figures = ReadonlyMap<string, number>;

/** What a script of bench/oracle works out from the files of a folder; says on stderr which R did. */
export function figuresByR(script: string, folder: string): Figures {
  const answers = path.join(folder, 'figures.tsv');
  const file = path.resolve(import.meta.dirname, '../oracle', script);
  const versions = execFileSync('Rscript', [file, folder, answers], { encoding: 'utf8' });
  process.stderr.write(`Compared with ${versions}`);
  return new Map(
    readFileSync(answers, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([name = '', value = '']) => [name, Number(value)]),
  );
}

/** How far a figure is from R's, as a part of it; infinite where one of the two has none. */
export function apart(own: number, theirs: number | undefined): number {
  if (theirs === undefined || !Number.isFinite(own) || !Number.isFinite(theirs))
    return Number.POSITIVE_INFINITY;
  return Math.abs(own - theirs) / Math.max(1e-300, Math.abs(theirs));
}
