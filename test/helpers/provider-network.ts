/** One local server in the place of every provider, speaking each one's format: the Census by upload, the others by URL. */

import type { ProviderSettings } from '../../server/geocoding/providers/provider-settings.ts';
import type { ProviderServer, Received, Reply } from './provider-server.ts';

/** Settings that lead every provider to the server. */
export const settingsFor = ({ url }: Pick<ProviderServer, 'url'>): ProviderSettings => ({
  censusUrl: `${url}/census`,
  nominatimUrl: `${url}/nominatim`,
  nominatimEmail: null,
  peliasUrl: `${url}/pelias`,
  peliasKey: null,
});

/** What the providers know: `12 ELM ST` to an outcome; anything else is none. */
export type Known = (street: string) => 'found' | 'several' | 'none' | 'broken';

/** Rows of an upload of the Census, as cells: number, street, city, state, ZIP. */
export const uploadedRows = ({ body }: Received): string[][] =>
  body
    .split('\r\n')
    .filter((line) => /^\d+,/.test(line))
    .map((line) => line.split(','));

/** Answers any provider's request in its format. */
export const network =
  (known: Known = () => 'found'): Reply =>
  (response, request) => {
    const [, provider] = request.path.split('/');
    const { query } = request;
    if (provider === 'census') {
      response.end(
        uploadedRows(request)
          .map((row) => censusRow(row, known))
          .join(''),
      );
    } else if (provider === 'nominatim') {
      const street = query.get('street') ?? '';
      response.end(repeated(known(street), nominatimPlace(street, query)));
    } else {
      const street = query.get('address') ?? '';
      const features = repeated(known(street), peliasFeature(street, query));
      response.end(
        features.startsWith('[') ? `{"type":"FeatureCollection","features":${features}}` : features,
      );
    }
  };

function censusRow([id, street = '', city, state, zip]: string[], known: Known): string {
  const input = `"${id}","${street}, ${city}, ${state}, ${zip}"`;
  switch (known(street)) {
    case 'found':
      return `${input},"Match","Exact","${street}, ${city}, ${state}, ${zip}","-76.6,39.3","17356888","L"\n`;
    case 'several':
      return `${input},"Tie"\n`;
    case 'none':
      return `${input},"No_Match"\n`;
    case 'broken':
      return `"${id}","${street}\n`;
  }
}

function repeated(outcome: ReturnType<Known>, place: (lat: number) => object): string {
  switch (outcome) {
    case 'found':
      return JSON.stringify([place(39.3)]);
    case 'several':
      return JSON.stringify([place(39.3), place(39.4)]);
    case 'none':
      return '[]';
    case 'broken':
      return '<html>';
  }
}

const nominatimPlace = (street: string, query: URLSearchParams) => (lat: number) => ({
  lon: '-76.6',
  lat: String(lat),
  osm_type: 'node',
  category: 'place',
  type: 'house',
  display_name: `${street}, somewhere`,
  address: {
    ...numberAndRoad(street, 'house_number', 'road'),
    city: query.get('city') ?? '',
    state: query.get('state') ?? '',
    postcode: query.get('postalcode') ?? '',
  },
});

const peliasFeature = (street: string, query: URLSearchParams) => (lat: number) => ({
  geometry: { type: 'Point', coordinates: [-76.6, lat] },
  properties: {
    ...numberAndRoad(street, 'housenumber', 'street'),
    label: `${street}, somewhere`,
    confidence: 1,
    match_type: 'exact',
    accuracy: 'point',
    locality: query.get('locality') ?? '',
    region_a: query.get('region') ?? '',
    postalcode: query.get('postalcode') ?? '',
  },
});

function numberAndRoad(street: string, number: string, road: string): Record<string, string> {
  const [first = '', ...rest] = street.split(' ');
  return { [number]: first, [road]: rest.join(' ') };
}
