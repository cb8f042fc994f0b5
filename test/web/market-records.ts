/** Links, debriefs and thefts as the API answers them, with what a test does not care about filled in. */
import type {
  DebriefFeature,
  LinkedIncident,
  LinkFeature,
  TheftFeature,
} from '../../domain/market-responses.ts';

const SOURCE = { file: 'a.csv', row: 2, batch: 1 };
const GUN = {
  firearmType: 'pistol',
  manufacturer: 'GLOCK',
  importer: null,
  model: null,
  caliber: '9MM',
  serialObliterated: false,
} as const;
const RECORD = {
  agency: 'OWN',
  agencyName: 'Own PD',
  source: SOURCE,
  precision: 'point',
  place: '21202, MD',
  state: 'MD',
  county: null,
} as const;

export const incident = (told: Partial<LinkedIncident> & { readonly incident: number }): LinkedIncident => ({
  id: told.incident,
  eventAgency: 'BALTIMORE PD',
  incidentNumber: null,
  occurredOn: '2024-03-02',
  evidence: 'casing',
  caliber: '9MM',
  recoveries: [],
  position: [-76.6, 39.3],
  precision: 'point',
  place: '21202, MD',
  state: 'MD',
  county: null,
  source: SOURCE,
  ...told,
});

type LinkProperties = LinkFeature['properties'];
export function link({
  id,
  incidents,
  ...told
}: Partial<Omit<LinkProperties, 'incidents'>> & {
  readonly id: number;
  readonly incidents: readonly LinkedIncident[];
}): LinkFeature {
  const coordinates = incidents.flatMap(({ position }) => (position === null ? [] : [position]));
  return {
    type: 'Feature',
    id,
    geometry: coordinates.length < 2 ? null : { type: 'LineString', coordinates },
    properties: {
      agency: 'OWN',
      agencyName: 'Own PD',
      linkNumber: null,
      linkType: 'lead',
      linkedOn: null,
      chain: id,
      incidents: [...incidents],
      ...told,
    },
  };
}

export const debrief = (
  id: number,
  at: readonly [number, number] | null,
  told: Partial<DebriefFeature['properties']> = {},
): DebriefFeature => ({
  type: 'Feature',
  id,
  geometry: at === null ? null : { type: 'Point', coordinates: [...at] },
  properties: {
    ...RECORD,
    ...GUN,
    debriefedOn: '2024-01-10',
    obtainedOn: null,
    obtainedHow: 'straw_purchase',
    reportedHow: null,
    obtainedFrom: 'unknown',
    reportedFrom: null,
    priceDollars: null,
    ...told,
  },
});

export const theft = (
  id: number,
  at: readonly [number, number] | null,
  told: Partial<TheftFeature['properties']> = {},
): TheftFeature => ({
  type: 'Feature',
  id,
  geometry: at === null ? null : { type: 'Point', coordinates: [...at] },
  properties: {
    ...RECORD,
    ...GUN,
    reportNumber: null,
    stolenOn: '2024-01-10',
    reportedOn: null,
    theftKind: 'burglary',
    reportedKind: null,
    victimKind: 'dealer',
    guns: 1,
    dealerId: null,
    dealerName: null,
    dealerLicense: null,
    dealerState: null,
    ...told,
  },
});
