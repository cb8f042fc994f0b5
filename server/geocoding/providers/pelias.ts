import { z } from 'zod';
import { SetupError } from '../../errors.ts';
import { normaliseState, normaliseZip } from '../normalise-address.ts';
import { placeAgreement, streetAgreement } from './agreement.ts';
import type { FoundAnswer, OutgoingRequest, Provider, ProviderAnswer } from './provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { Question } from './question.ts';
import { readJson } from './read-json.ts';
import { settle } from './settle.ts';

type PeliasSettings = Pick<ProviderSettings, 'peliasUrl' | 'peliasKey'>;

/** What is read of its GeoJSON (https://github.com/pelias/documentation/blob/master/result_quality.md). */
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number(), z.number()], z.number()) }),
      properties: z.object({
        label: z.string(),
        housenumber: z.string().optional(),
        street: z.string().optional(),
        postalcode: z.string().optional(),
        region_a: z.string().optional(),
        locality: z.string().optional(),
        localadmin: z.string().optional(),
        borough: z.string().optional(),
        neighbourhood: z.string().optional(),
        confidence: z.number().min(0).max(1).optional(),
        match_type: z.string().optional(),
        accuracy: z.string().optional(),
      }),
    }),
  ),
});
type Feature = z.infer<typeof collection>['features'][number];

/**
 * Pelias, on a server of your own or of a company that runs it (Geocode Earth). Throws {@link SetupError} where none is
 * named: there is no public one.
 */
export function createPelias({ peliasUrl, peliasKey }: PeliasSettings): Provider {
  if (peliasUrl === null) {
    throw new SetupError('TRACEMAP_PELIAS_URL is missing: it says which Pelias server is asked.');
  }
  return {
    id: 'pelias',
    name: 'Pelias',
    settings: 'TRACEMAP_PELIAS_URL and TRACEMAP_PELIAS_KEY',
    largestBatch: 1,
    // Half of what Geocode Earth lets its smallest plans do.
    pace: { requestsPerSecond: 5, timeoutMs: 30_000 },
    async ask(questions, http) {
      const answers: (ProviderAnswer | null)[] = [];
      for (const question of questions) {
        const request = search(peliasUrl, peliasKey, question);
        answers.push(await http.send(request, (body) => read(body, question)));
      }
      return answers;
    },
  };
}

function search(peliasUrl: string, peliasKey: string | null, question: Question): OutgoingRequest {
  const url = new URL(`${peliasUrl}/v1/search/structured`);
  const { street, city, state, zip } = question;
  const parts = { address: street, locality: city, region: state, postalcode: zip, api_key: peliasKey };
  for (const [name, value] of Object.entries(parts)) if (value !== null) url.searchParams.set(name, value);
  url.searchParams.set('country', 'USA');
  url.searchParams.set('size', '10');
  return { url, method: 'GET', headers: { 'user-agent': 'Tracemap' }, body: null };
}

function read(body: string, question: Question): ProviderAnswer {
  return settle(readJson(body, collection).features.flatMap((feature) => candidate(feature, question)));
}

/**
 * A feature that is the house asked for. Number and street must be the same: its `match_type` says `fallback` of the right
 * house and of houses in other streets alike.
 */
function candidate({ geometry, properties }: Feature, question: Question): FoundAnswer[] {
  const { housenumber, street: road, label, confidence = 1, accuracy } = properties;
  if (housenumber === undefined || road === undefined || accuracy === 'centroid') return [];
  const street = streetAgreement(question, `${housenumber} ${road}`);
  const { locality, localadmin, borough, neighbourhood } = properties;
  const area = placeAgreement(question, {
    cities: [locality, localadmin, borough, neighbourhood].flatMap((name) => name ?? []),
    state: normaliseState(properties.region_a ?? null),
    zip: normaliseZip(properties.postalcode ?? null),
  });
  if (street === null || area === null) return [];
  const [lon, lat] = geometry.coordinates;
  const isRange = properties.match_type === 'interpolated' || accuracy === 'interpolated';
  const precision = isRange ? 'range' : 'point';
  return [{ outcome: 'found', lon, lat, precision, label, score: street * area * confidence }];
}
