import fc from 'fast-check';
import { describe, it } from 'vitest';
import { ImportRefusal } from '../../../../server/imports/import-refusal.ts';
import { openRecords } from '../../../../server/reference/sources/records/open-records.ts';
import { zipArchive } from '../../../helpers/zip-archive.ts';
import { useTextFiles } from '../../imports/import-bench.ts';
import type { LineShape } from './shapefile.ts';
import { dbfFile, NAD_83, shpFile } from './shapefile.ts';

const textFile = useTextFiles();

const SHAPES: readonly LineShape[] = Array.from({ length: 8 }, (_, index) => ({
  lines: [
    [
      [-110.9, 46.5 + index / 1000],
      [-110.9, 46.501 + index / 1000],
    ],
  ],
  attributes: { FULLNAME: `${index} Ave` },
}));
const FILES: Readonly<Record<string, Buffer>> = {
  'a.shp': shpFile(SHAPES),
  'a.dbf': dbfFile(SHAPES),
  'a.prj': Buffer.from(NAD_83),
};
const GEOJSON = Buffer.from(
  JSON.stringify({
    type: 'FeatureCollection',
    features: SHAPES.map(({ lines, attributes }) => ({
      type: 'Feature',
      properties: attributes,
      geometry: { type: 'MultiLineString', coordinates: lines },
    })),
  }),
);

/** Bytes to put at a part of the file, 0 to 1. */
const damages = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255), onlyHead: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);
type Damages = readonly { readonly at: number; readonly byte: number; readonly onlyHead: boolean }[];

function damaged(file: Buffer, places: Damages): Buffer {
  const copy = Buffer.from(file);
  for (const { at, byte, onlyHead } of places) {
    copy[Math.floor(at * ((onlyHead ? Math.min(110, file.length) : file.length) - 1))] = byte;
  }
  return copy;
}

async function readOrRefuse(file: string): Promise<void> {
  try {
    const source = await openRecords(file, { accepts: () => true, refusal: '' });
    for await (const chunk of source.chunks())
      if (chunk.length > 1e6) throw new Error('So many there are not.');
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
  }
}

describe('damaged bytes are read or refused, never a crash', () => {
  it.each(Object.keys(FILES))('in %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(damages, async (places) => {
        for (const [other, content] of Object.entries(FILES)) textFile(other, content);
        textFile(name, damaged(FILES[name] ?? Buffer.alloc(0), places));
        await readOrRefuse(textFile('a.shx', '').replace(/shx$/, 'shp'));
      }),
      { numRuns: 60 },
    );
  });

  it('in an archive', async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (places) => {
        await readOrRefuse(textFile('a.zip', damaged(zipArchive(FILES), places)));
      }),
      { numRuns: 100 },
    );
  });

  it('in GeoJSON', async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (places) => {
        await readOrRefuse(textFile('a.geojson', damaged(GEOJSON, places)));
      }),
      { numRuns: 60 },
    );
  });
});
