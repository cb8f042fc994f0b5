import { z } from 'zod';
import { SetupError } from '../../errors.ts';
import { normaliseState, normaliseZip } from '../normalise-address.ts';
import { placeAgreement, streetAgreement } from './agreement.ts';
import type { FoundAnswer, OutgoingRequest, Provider, ProviderAnswer } from './provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { PUBLIC_NOMINATIM } from './provider-settings.ts';
import type { Question } from './question.ts';
import { readJson } from './read-json.ts';
import { settle } from './settle.ts';

type NominatimSettings = Pick<ProviderSettings, 'nominatimUrl' | 'nominatimEmail'>;

/** Coordinates are texts in its answers. */
const degrees = z.union([z.string().regex(/^-?\d+(?:\.\d+)?$/), z.number()]).pipe(z.coerce.number());

/** `format=jsonv2` (https://nominatim.org/release-docs/latest/api/Output/): what is read of a place. */
const places = z.array(
  z.object({
    lon: degrees,
    lat: degrees,
    osm_type: z.string().optional(),
    category: z.string(),
    type: z.string(),
    display_name: z.string(),
    address: z.record(z.string(), z.string()).optional(),
  }),
);
type Place = z.infer<typeof places>[number];

/** Parts of its address that may be what people call the city. */
const CITIES = ['city', 'town', 'village', 'hamlet', 'municipality', 'township', 'borough', 'suburb'];

/**
 * Nominatim, which looks addresses up in OpenStreetMap: the public server, at most one request a second and by its policy
 * nothing but small one-time lists (https://operations.osmfoundation.org/policies/nominatim/), or one of your own. Throws
 * {@link SetupError} where the public server would be asked by nobody in particular.
 */
export function createNominatim(settings: NominatimSettings): Provider {
  const isPublic = new URL(settings.nominatimUrl).host === new URL(PUBLIC_NOMINATIM).host;
  if (isPublic && settings.nominatimEmail === null) {
    throw new SetupError(
      'TRACEMAP_NOMINATIM_EMAIL is missing: the public Nominatim wants to know whom to write to. Or set TRACEMAP_NOMINATIM_URL to a server of your own.',
    );
  }
  return {
    id: 'nominatim',
    name: 'Nominatim',
    settings: 'TRACEMAP_NOMINATIM_URL and TRACEMAP_NOMINATIM_EMAIL',
    largestBatch: 1,
    pace: { requestsPerSecond: isPublic ? 1 : 10, timeoutMs: 30_000 },
    async ask(questions, http) {
      const answers: (ProviderAnswer | null)[] = [];
      for (const question of questions) {
        answers.push(await http.send(search(settings, question), (body) => read(body, question)));
      }
      return answers;
    },
  };
}

function search({ nominatimUrl, nominatimEmail }: NominatimSettings, question: Question): OutgoingRequest {
  const url = new URL(`${nominatimUrl}/search`);
  const { street, city, state, zip } = question;
  for (const [name, value] of Object.entries({ street, city, state, postalcode: zip })) {
    if (value !== null) url.searchParams.set(name, value);
  }
  const fixed = { countrycodes: 'us', format: 'jsonv2', addressdetails: '1', limit: '10' };
  for (const [name, value] of Object.entries(fixed)) url.searchParams.set(name, value);
  const contact = nominatimEmail === null ? '' : ` (${nominatimEmail})`;
  const headers = { 'user-agent': `Tracemap${contact}`, 'accept-language': 'en' };
  return { url, method: 'GET', headers, body: null };
}

function read(body: string, question: Question): ProviderAnswer {
  return settle(readJson(body, places).flatMap((place) => candidate(place, question)));
}

/** A place that is the house asked for; nothing for the street alone or another house. */
function candidate(place: Place, question: Question): FoundAnswer[] {
  const { address = {}, lon, lat, display_name: label } = place;
  const { house_number: number, road } = address;
  if (number === undefined || road === undefined) return [];
  const street = streetAgreement(question, `${number} ${road}`);
  const area = placeAgreement(question, {
    cities: CITIES.flatMap((part) => address[part] ?? []),
    state: normaliseState(address['ISO3166-2-lvl4']?.replace(/^US-/, '') ?? address.state ?? null),
    zip: normaliseZip(address.postcode ?? null),
  });
  if (street === null || area === null) return [];
  return [{ outcome: 'found', lon, lat, precision: precisionOf(place), label, score: street * area }];
}

/**
 * Numbers interpolated in OpenStreetMap or TIGER are a `place=house` that refers to a way. So is the rare outline of a
 * house drawn without a building: taken for the less exact of the two.
 */
function precisionOf({ category, type, osm_type: osmType }: Place): FoundAnswer['precision'] {
  return category === 'place' && type === 'house' && osmType === 'way' ? 'range' : 'point';
}
