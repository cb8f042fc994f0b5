/**
 * A run of geocodeFile in a process of its own, for tests that kill it: says when rows were written. What it places is
 * of no matter, so it needs no database: `node --import tsx geocode-file-process.ts FILE VERSION`.
 */
import { setTimeout } from 'node:timers/promises';
import { WITHOUT_STREET } from '../../../server/geocoding/address.ts';
import { geocodeFile } from '../../../server/geocoding/geocode-file.ts';

const [filePath = '', referenceVersion = ''] = process.argv.slice(2);
const nowhere = {
  ...WITHOUT_STREET,
  precision: 'none',
  score: 0,
  matchType: 'none',
  lon: null,
  lat: null,
  state: null,
  county: null,
  zip: null,
  matchedAddress: null,
} as const;

await geocodeFile(
  {
    referenceVersion,
    // Slow enough to be killed before the end.
    geocode: async (addresses) => {
      await setTimeout(300);
      return addresses.map(() => nowhere);
    },
  },
  {
    filePath,
    outPath: `${filePath}.out`,
    onProgress: (rows) => process.stdout.write(`${rows}\n`),
  },
);
