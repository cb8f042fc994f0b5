/** The tile layers: what each holds, from which zoom, with which attributes. Shared by server and page. */

export const TILE_LAYERS = [
  'recoveries',
  'dealers',
  'purchasers',
  'flows',
  'hotspots',
  'areas',
  'streets',
  'jurisdictions',
] as const;
export type TileLayerId = (typeof TILE_LAYERS)[number];

export interface TileLayer {
  readonly id: TileLayerId;
  readonly description: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** Attribute name -> what it means, as TileJSON `vector_layers[].fields`. A feature leaves out what it has not. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Extent of a tile in its own units. */
export const TILE_EXTENT = 4096;

/** From this zoom on, recoveries and dealers come from records rather than from cell counts. */
export const RECORD_ZOOM = 9;

/** From this zoom on all streets are there and named; farther out only those that carry a picture of the city. */
export const STREET_NAME_ZOOM = 14;

/** Left out where 0. */
const TTC_FIELDS = {
  ttc_0: 'Guns with time-to-crime under 3 months',
  ttc_1: '3 to under 7 months',
  ttc_2: '7 months to under 1 year',
  ttc_3: '1 to under 2 years',
  ttc_4: '2 to under 3 years',
  ttc_5: '3 years and over',
  ttc_unknown: 'Time-to-crime unknown',
};

export const LAYERS: Readonly<Record<TileLayerId, TileLayer>> = {
  recoveries: {
    id: 'recoveries',
    description:
      'Recoveries known to the street or better, one point each or clustered; the others count in areas.',
    minZoom: 0,
    maxZoom: 14,
    fields: {
      point_count: 'Recoveries behind the symbol',
      id: 'Recovery, where point_count is 1, from zoom 9',
      ...TTC_FIELDS,
    },
  },
  dealers: {
    id: 'dealers',
    description:
      'Dealers with the guns of the filter traced to them; those placed by ZIP only are one symbol a ZIP.',
    minZoom: 0,
    maxZoom: 14,
    fields: {
      dealer_count: 'Dealers behind the symbol',
      traces: 'Guns of the filter traced to them',
      drawable: 'True where the symbol stands on the places themselves; false where on their ZIP area',
      id: 'Dealer, where dealer_count is 1',
      name: 'Dealer name, where dealer_count is 1',
    },
  },
  purchasers: {
    id: 'purchasers',
    description:
      'Where first buyers lived, counted by state (zoom 0-5), county (from 6) or ZIP (from 9), or by the next coarser area where the home is known no closer; each at the point where its area is labelled, never at a home.',
    minZoom: 0,
    maxZoom: 12,
    fields: {
      point_count: 'Guns of the filter whose purchaser lived in the area and is counted in no finer one',
      level: 'state, county or zip',
      code: 'USPS code, FIPS code or ZIP',
      name: 'Name',
    },
  },
  flows: {
    id: 'flows',
    description:
      'Lines from the area of sale to that of recovery: the 1,000 largest flows between states (zoom 0-5), counties (from 6), ZIPs (from 9) or cells (from 13), as /api/flows has them.',
    minZoom: 0,
    maxZoom: 14,
    fields: {
      id: 'origin>destination',
      origin: 'USPS code, FIPS code, ZIP or H3 cell',
      destination: 'Likewise',
      originName: 'Name',
      destinationName: 'Name',
      count: 'Guns of the filter',
      share: 'Part of all guns of the filter that were traced to a dealer',
      medianTimeToCrimeDays: 'Median of the known times-to-crime, in days',
      shortTimeToCrimeShare: 'Part of the known times-to-crime that is 3 years or less',
      knownTimeToCrime: 'Guns whose time-to-crime is known',
      distanceKm: 'Kilometres between the ends',
    },
  },
  hotspots: {
    id: 'hotspots',
    description:
      'H3 cells with the class that Gi* gives them, as /api/hotspots has them at the zoom of the tile, with its parameters of, rate, resolution, rings and periods.',
    minZoom: 0,
    // From here on cells are the finest there are.
    maxZoom: 12,
    fields: {
      cell: 'H3 index',
      place: 'ZIP and county that something in the cell lies in',
      class: 'hot99, hot95, hot90, none, cold90, cold95 or cold99; 90 is not significant',
      count: 'What is counted, in the cell',
      z: 'Gi*',
      p: 'Two-sided p of z',
      adjustedP: 'The same after the correction by Benjamini and Hochberg',
      rate: 'Part of the recoveries of known time-to-crime, with rate=recoveries',
      smoothedRate: 'The same drawn towards the whole',
      side: 'hot or cold, with periods',
      course: 'Course over the periods',
    },
  },
  areas: {
    id: 'areas',
    description: 'States (zoom 0-5) and counties (from 6) as polygons, and ZIPs (from 9) as points.',
    minZoom: 0,
    maxZoom: 12,
    fields: {
      level: 'state, county or zip',
      code: 'USPS code, FIPS code or ZIP',
      name: 'Name',
      recoveries: 'Recoveries of the filter in the area; for a zip only those that cannot be drawn as points',
      sold: 'Guns of the filter sold by dealers in the area (not for zip)',
    },
  },
  streets: {
    id: 'streets',
    description:
      'Lines of the streets that are loaded to place addresses; the same for everybody and whatever the filter.',
    minZoom: 12,
    // Units are so fine that these tiles serve the nearer zooms too.
    maxZoom: STREET_NAME_ZOOM,
    fields: {
      class: 'highway, major, local or service (alleys, ramps and drives, from zoom 14)',
      name: 'Name as a map writes it; for local streets from zoom 14, for service not at all',
    },
  },
  jurisdictions: {
    id: 'jurisdictions',
    description:
      'What the agencies answer for whose records may be seen: a polygon each, and a point where its name belongs. Of the filter only the agency matters.',
    minZoom: 0,
    maxZoom: 12,
    fields: { agency: 'Code of the agency', name: 'Its name', state: 'USPS code of its state' },
  },
};
