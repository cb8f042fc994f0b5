import { stat } from 'node:fs/promises';
import { geocodeFile } from '../geocoding/geocode-file.ts';
import { createGeocoder } from '../geocoding/geocoder.ts';
import { ensureAreas } from '../reference/load-areas.ts';
import type { Command } from './command.ts';
import { positional, UsageError } from './command.ts';

export const geocodeCommand: Command = {
  usage: 'geocode IN.csv --out OUT.csv [--json]',
  positionals: 1,
  options: { out: { type: 'string' } },
  async run(input) {
    const filePath = positional(input, 0);
    const outPath = input.option('out');
    if (outPath === undefined) throw new UsageError('geocode needs --out FILE: where to write.');
    if ((await stat(filePath).catch(() => null))?.isFile() !== true) {
      throw new UsageError(`There is no file ${filePath}.`);
    }
    await ensureAreas(input.database);
    const result = await geocodeFile(await createGeocoder(input.database), {
      filePath,
      outPath,
      onProgress: (rows, fraction) =>
        input.progress(`Placing: ${rows} rows, ${Math.round(100 * fraction)} %`),
    });
    const { rows, resumed, byPrecision, toReview } = result;
    const known = Object.entries(byPrecision).filter(([, count]) => count > 0);
    return {
      json: result,
      lines: [
        `${rows} rows written to ${outPath}${resumed > 0 ? `, ${resumed} of them by the run that was broken off` : ''}.`,
        ...known.map(([precision, count]) => `  ${precision}: ${count}`),
        `  for a person to look at: ${toReview}`,
      ],
      exitCode: 0,
    };
  },
};
