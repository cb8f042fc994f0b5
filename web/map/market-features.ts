import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { DebriefFeature, LinkFeature, TheftFeature } from '../../domain/market-responses.ts';
import { linkChain } from '../state/link-chain.ts';
import {
  debriefSentence,
  gunsOf,
  incidentSentence,
  linkSentence,
  theftSentence,
} from '../words/market-sentences.ts';
import { OBTAINED_HOW_WORDS } from '../words/market-words.ts';

/** Whether a link is of the chain that is looked at, stands back behind it, or there is none. */
export type LinkTone = 'chain' | 'back' | 'alone';

interface LinkProperties {
  /** Of the feature: a link's own, `incident-7` of an incident. */
  readonly id: number | string;
  /** What a click selects. */
  readonly link: number;
  readonly part: 'hit' | 'lead' | 'incident';
  readonly tone: LinkTone;
  readonly sentence: string;
}

/**
 * Links as lines through their incidents, and each incident once as a mark. The whole chain that is looked at is drawn, also
 * what the filters leave out of it.
 */
export function linkDrawing(
  shown: readonly LinkFeature[],
  chain: readonly LinkFeature[],
): FeatureCollection<LineString | Point, LinkProperties> {
  const ofChain = new Set(chain.map(({ id }) => id));
  const links = [...shown.filter(({ id }) => !ofChain.has(id)), ...chain];
  const toneOf = (isOfChain: boolean): LinkTone =>
    ofChain.size === 0 ? 'alone' : isOfChain ? 'chain' : 'back';
  const lines = links.flatMap((link): Feature<LineString, LinkProperties>[] => {
    const { id, geometry } = link;
    if (geometry === null) return [];
    const properties = {
      id,
      link: id,
      part: link.properties.linkType,
      tone: toneOf(ofChain.has(id)),
      sentence: linkSentence(link),
    };
    return [{ type: 'Feature', geometry, properties }];
  });
  const marks = linkChain(links).incidents.flatMap((incident): Feature<Point, LinkProperties>[] => {
    const { position } = incident.is;
    const link = incident.links.at(-1);
    if (position === null || link === undefined) return [];
    const properties = {
      id: `incident-${incident.incident}`,
      link: link.id,
      part: 'incident' as const,
      tone: toneOf(ofChain.has(link.id)),
      sentence: incidentSentence(incident),
    };
    return [{ type: 'Feature', geometry: { type: 'Point', coordinates: position }, properties }];
  });
  return { type: 'FeatureCollection', features: [...lines, ...marks] };
}

interface PlaceProperties {
  /** Of the one record that a click selects, of those at this place. */
  readonly id: number;
  /** On the symbol. */
  readonly label: string;
  readonly count: number;
  readonly sentence: string;
}

/** Debriefs where the gun was obtained: a symbol a place, with the letter of the way, or their number where they differ. */
export const debriefDrawing = (
  debriefs: readonly DebriefFeature[],
  selected: ReadonlySet<number>,
): FeatureCollection<Point, PlaceProperties> =>
  placeDrawing(debriefs, selected, (here) => {
    const letters = new Set(here.map(({ properties }) => OBTAINED_HOW_WORDS[properties.obtainedHow].letter));
    const [letter = ''] = letters;
    const label = letters.size === 1 ? letter : String(here.length);
    return { label, count: here.length, sentence: debriefSentence(here) };
  });

/** Thefts and losses: a symbol a place, with the number of guns where they are several. */
export const theftDrawing = (
  thefts: readonly TheftFeature[],
  selected: ReadonlySet<number>,
): FeatureCollection<Point, PlaceProperties> =>
  placeDrawing(thefts, selected, (here) => {
    const guns = gunsOf(here);
    return { label: guns === 1 ? '' : String(guns), count: guns, sentence: theftSentence(here) };
  });

interface Placed {
  readonly id: number;
  readonly geometry: { readonly coordinates: readonly [number, number] } | null;
}

function placeDrawing<Record extends Placed>(
  records: readonly Record[],
  selected: ReadonlySet<number>,
  tell: (here: readonly Record[]) => Omit<PlaceProperties, 'id'>,
): FeatureCollection<Point, PlaceProperties> {
  return {
    type: 'FeatureCollection',
    features: [...byPlace(records)].flatMap(([, here]) => {
      const one = here.find(({ id }) => selected.has(id)) ?? here[0];
      if (one === undefined || one.geometry === null) return [];
      const geometry = { type: 'Point' as const, coordinates: [...one.geometry.coordinates] };
      return [{ type: 'Feature' as const, geometry, properties: { id: one.id, ...tell(here) } }];
    }),
  };
}

function byPlace<Record extends Placed>(records: readonly Record[]): ReadonlyMap<string, readonly Record[]> {
  const places = new Map<string, Record[]>();
  for (const record of records) {
    if (record.geometry === null) continue;
    const place = record.geometry.coordinates.join();
    const here = places.get(place);
    if (here === undefined) places.set(place, [record]);
    else here.push(record);
  }
  return places;
}

/** The records at the same place as one of them, itself left out. */
export function othersAtPlace<Record extends Placed>(
  one: Record,
  records: readonly Record[],
): readonly Record[] {
  const place = one.geometry?.coordinates.join();
  return place === undefined
    ? []
    : records.filter(({ id, geometry }) => id !== one.id && geometry?.coordinates.join() === place);
}
