import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { ImportRefusal } from '../../../imports/import-refusal.ts';
import { readGeoJsonGeometry } from './geojson-geometry.ts';
import { jsonFeatures } from './json-features.ts';
import type { RecordSource, SourceRecord } from './record-source.ts';
import { inChunks } from './record-source.ts';

/** Of so many features all properties become columns; files give every feature the same ones. */
const FEATURES_LOOKED_AT = 100;

const featureSchema = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable().optional(),
  geometry: z.unknown(),
});

/** A FeatureCollection, or one feature a line as OpenAddresses has it. `sample` is the beginning of the file. */
export async function openGeoJsonRecords(file: string, sample: string): Promise<RecordSource> {
  const lines = isLineDelimited(sample);
  const { size } = await stat(file);
  const columns = await propertiesOf(file, lines);
  let bytesRead = 0;
  return {
    columns,
    hasGeometry: true,
    files: [file],
    fractionRead: () => Math.min(1, bytesRead / size),
    chunks() {
      bytesRead = 0;
      const count = (bytes: number) => {
        bytesRead += bytes;
      };
      return inChunks(records(jsonFeatures(file, lines, count), columns));
    },
  };
}

function isLineDelimited(sample: string): boolean {
  const [first = ''] = sample.trimStart().split('\n', 1);
  try {
    return featureSchema.safeParse(JSON.parse(first)).success;
  } catch {
    return false;
  }
}

async function propertiesOf(file: string, lines: boolean): Promise<readonly string[]> {
  const names = new Set<string>();
  let count = 0;
  for await (const features of jsonFeatures(file, lines, () => {})) {
    for (const feature of features.slice(0, FEATURES_LOOKED_AT - count)) {
      const { data } = featureSchema.safeParse(feature);
      for (const name of Object.keys(data?.properties ?? {})) names.add(name);
      count += 1;
    }
    if (count >= FEATURES_LOOKED_AT) break;
  }
  if (count === 0) {
    throw new ImportRefusal(
      'The JSON file has no features. It must be a GeoJSON FeatureCollection, or one GeoJSON feature a line.',
    );
  }
  return [...names];
}

async function* records(
  chunks: AsyncIterable<readonly unknown[]>,
  columns: readonly string[],
): AsyncGenerator<readonly SourceRecord[]> {
  let number = 0;
  for await (const features of chunks) {
    yield features.map((feature) => {
      number += 1;
      const { data } = featureSchema.safeParse(feature);
      const properties = data?.properties ?? {};
      return {
        number,
        cells: columns.map((name) => textOf(properties[name])),
        geometry: readGeoJsonGeometry(data?.geometry),
      };
    });
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
