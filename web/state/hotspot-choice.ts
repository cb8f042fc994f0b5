import type { HotspotClass, HotspotRate, HotspotSubject } from '../../domain/hotspots.ts';
import { HOTSPOT_CLASSES, HOTSPOT_RINGS, HOTSPOT_SUBJECTS } from '../../domain/hotspots.ts';
import type { EmergingCourse } from '../../domain/statistics/emerging-hotspots.ts';
import { EMERGING_COURSES } from '../../domain/statistics/emerging-hotspots.ts';

/** What the cells are coloured by: how sure they are, their course over time, or a surface in their place. */
export const HOTSPOT_COLOURS = ['class', 'months', 'quarters', 'surface'] as const;
export type HotspotColour = (typeof HOTSPOT_COLOURS)[number];

/** What one colour and one line of the legend stand for. */
export type HotspotShade = HotspotClass | `${'hot' | 'cold'}-${EmergingCourse}`;

export const EMERGING_SHADES: readonly HotspotShade[] = (['hot', 'cold'] as const).flatMap((side) =>
  EMERGING_COURSES.map((course): HotspotShade => `${side}-${course}`),
);
const SHADES: readonly HotspotShade[] = [...HOTSPOT_CLASSES, ...EMERGING_SHADES];

/** What is asked of the layer "Hotspots", and what of the answer is drawn. */
export interface HotspotChoice {
  readonly of: HotspotSubject;
  readonly rate: HotspotRate;
  readonly rings: number;
  readonly colour: HotspotColour;
  /** Only these are drawn and listed; all where there are none. */
  readonly only: readonly HotspotShade[];
}

export const HOTSPOTS_AT_FIRST: HotspotChoice = {
  of: 'recoveries',
  rate: 'none',
  rings: HOTSPOT_RINGS.otherwise,
  colour: 'class',
  only: [],
};

/** True while the colours are courses over time. */
export const isOverTime = (colour: HotspotColour): colour is 'months' | 'quarters' =>
  colour === 'months' || colour === 'quarters';

/**
 * The choice with a change; what can no longer be chosen beside it gives way. A rate among recoveries is that of short
 * times-to-crime, and courses are told of counts.
 */
export function changedHotspots(choice: HotspotChoice, change: Partial<HotspotChoice>): HotspotChoice {
  const next = { ...choice, ...change };
  const isOtherColour = next.colour !== choice.colour;
  const isOfOthers = next.rate === 'recoveries' && next.of !== 'shortTimeToCrime';
  const rate = isOfOthers || (isOtherColour && next.colour !== 'class') ? 'none' : next.rate;
  return {
    ...next,
    rate,
    colour: rate === 'none' ? next.colour : 'class',
    only: isOtherColour && change.only === undefined ? [] : next.only,
  };
}

/** How a rate is called in the page's address. */
const RATE_WORDS = { recoveries: 'rate', population: 'perInhabitant' } as const;

/** `shortTimeToCrime,rate,rings3,hot99`: what is not as it comes by itself, in the page's address. */
export function formatHotspotChoice({ of, rate, rings, colour, only }: HotspotChoice): string {
  return [
    ...(of === HOTSPOTS_AT_FIRST.of ? [] : [of]),
    ...(rate === 'none' ? [] : [RATE_WORDS[rate]]),
    ...(rings === HOTSPOTS_AT_FIRST.rings ? [] : [`rings${rings}`]),
    ...(colour === 'class' ? [] : [colour]),
    ...only,
  ].join(',');
}

/** Reads it back; words that mean nothing are passed over. */
export function parseHotspotChoice(text: string): HotspotChoice {
  const words = text.split(',');
  const named = <Word extends string>(known: readonly Word[]) => known.filter((word) => words.includes(word));
  const rings = words.map((word) => Number(/^rings(\d)$/.exec(word)?.[1])).find((ring) => ring >= 1);
  const [of = HOTSPOTS_AT_FIRST.of] = named(HOTSPOT_SUBJECTS);
  const [colour = HOTSPOTS_AT_FIRST.colour] = named(HOTSPOT_COLOURS);
  const read: HotspotChoice = {
    of,
    rate: (['recoveries', 'population'] as const).find((rate) => words.includes(RATE_WORDS[rate])) ?? 'none',
    rings: rings !== undefined && rings <= HOTSPOT_RINGS.most ? rings : HOTSPOTS_AT_FIRST.rings,
    colour,
    only: named(SHADES),
  };
  return changedHotspots(read, {});
}
