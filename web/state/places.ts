import { labels as labelsUrl } from 'virtual:basemap-files';
import { z } from 'zod';
import { requestJson } from '../api/request.ts';

/** The names on the map, read for searching only when somebody searches. */
const labelsSchema = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number(), z.number()]) }),
      properties: z.object({
        kind: z.enum(['state', 'county', 'place']),
        name: z.string(),
        state: z.string(),
        code: z.string(),
        rank: z.number(),
      }),
    }),
  ),
});

export interface FoundPlace {
  readonly kind: 'state' | 'county' | 'place';
  readonly name: string;
  readonly state: string;
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
  readonly rank: number;
}

let places: Promise<readonly FoundPlace[]> | null = null;

/** All names on the map; read once. */
export function loadPlaces(): Promise<readonly FoundPlace[]> {
  places ??= readPlaces().catch((error: unknown) => {
    // A failed load must not stay: the next one tries again.
    places = null;
    throw error;
  });
  return places;
}

async function readPlaces(): Promise<readonly FoundPlace[]> {
  const { features } = await requestJson(labelsUrl, labelsSchema);
  return features.map(({ geometry: { coordinates }, properties }) => ({
    ...properties,
    lon: coordinates[0],
    lat: coordinates[1],
  }));
}

const KIND_ORDER = { state: 0, place: 1, county: 2 } as const;
const MOST_FOUND = 8;

/** Places whose name (or `name, ST`) begins with the text, the best known first. */
export function matchPlaces(all: readonly FoundPlace[], text: string): readonly FoundPlace[] {
  const [name = '', state = ''] = text
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  if (name === '') return [];
  const isMatch = (place: FoundPlace) =>
    (place.name.toLowerCase().startsWith(name) ||
      (place.kind === 'state' && place.code.toLowerCase() === name)) &&
    place.state.toLowerCase().startsWith(state);
  return all
    .filter(isMatch)
    .sort(
      (a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || a.rank - b.rank || a.name.localeCompare(b.name),
    )
    .slice(0, MOST_FOUND);
}

/** The states and counties among {@link findPlaces}. */
export async function findAreas(text: string): Promise<readonly FoundPlace[]> {
  return matchPlaces(
    (await loadPlaces()).filter(({ kind }) => kind !== 'place'),
    text,
  );
}

/** Looks places up by the beginning of their name; loads the list with the first call. */
export async function findPlaces(text: string): Promise<readonly FoundPlace[]> {
  return matchPlaces(await loadPlaces(), text);
}
