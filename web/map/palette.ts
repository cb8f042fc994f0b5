import type { HotspotClass } from '../../domain/hotspots.ts';
import { HOTSPOT_CLASSES } from '../../domain/hotspots.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';

/**
 * Colours of the map and of everything that repeats them (legend, tables, charts): sold is teal, recovered is amber,
 * everywhere. Pure values, so that contrast can be tested.
 */
export interface Palette {
  readonly water: string;
  readonly land: string;
  readonly landAround: string;
  readonly coast: string;
  readonly border: string;
  readonly countyBorder: string;
  /** Streets, the nearer to the land's colour the less they matter. */
  readonly street: string;
  readonly streetMajor: string;
  readonly streetHighway: string;
  /** Of an operator's archive: parks and woods, grounds of works and schools, buildings. Hardly other than the land. */
  readonly green: string;
  readonly built: string;
  readonly building: string;
  readonly label: string;
  readonly labelQuiet: string;
  readonly sold: string;
  readonly recovered: string;
  readonly flow: string;
  /** Links between incidents, places of debriefs, of thefts: told apart by their shapes first. */
  readonly link: string;
  readonly debrief: string;
  readonly theft: string;
  /** Casing of lines and symbols: the map's background, so that crossings stay readable. */
  readonly casing: string;
  readonly selected: string;
  /** Text on a ring's middle, and that middle. */
  readonly ringText: string;
  readonly ringMiddle: string;
  /** One colour a time-to-crime class, shortest first; ordered by lightness, so that hue is not needed. */
  readonly timeToCrime: readonly string[];
  readonly timeToCrimeUnknown: string;
  /** Classes of a count by area, fewest first: of recoveries, and of sales. */
  readonly areaClasses: readonly string[];
  readonly soldClasses: readonly string[];
  /** What nothing is told of. */
  readonly untold: string;
  /** Hot is brown, cold is purple (a pair that colour-blind readers tell apart), the stronger the farther from white. */
  readonly hotspots: Readonly<Record<HotspotClass, string>>;
  readonly hotspotOutline: string;
}

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    water: '#d3dde6',
    land: '#f5f5f2',
    landAround: '#e8eae9',
    coast: '#aab6c1',
    border: '#98a2ad',
    countyBorder: '#d3d7da',
    street: '#dfe1e1',
    streetMajor: '#d0d4d7',
    streetHighway: '#c1c7cb',
    green: '#ebeeea',
    built: '#efefec',
    building: '#ececea',
    label: '#464e58',
    labelQuiet: '#636c77',
    sold: '#0b7a70',
    recovered: '#b26a00',
    flow: '#473f6e',
    link: '#96246a',
    debrief: '#4b6512',
    theft: '#93392b',
    casing: '#f5f5f2',
    selected: '#1560c4',
    ringText: '#1d232a',
    ringMiddle: '#ffffff',
    timeToCrime: ['#552700', '#874200', '#b76200', '#db8a1c', '#eeb356', '#f6d89c'],
    timeToCrimeUnknown: '#b4bac2',
    areaClasses: ['#f6ecda', '#ecd8b5', '#dcbb88', '#c59b60', '#a67a42'],
    soldClasses: ['#d6efec', '#a3d8d2', '#66b8b0', '#2f9089', '#0c5f5a'],
    untold: '#e8ebee',
    hotspots: {
      hot99: '#a14a00',
      hot95: '#d98a34',
      hot90: '#f2cf9f',
      none: '#ffffff',
      cold90: '#cfc6e6',
      cold95: '#9583c4',
      cold99: '#5a3d9a',
    },
    hotspotOutline: '#3b2a18',
  },
  dark: {
    water: '#11171d',
    land: '#1f262e',
    landAround: '#191f26',
    coast: '#3f4b57',
    border: '#5c6874',
    countyBorder: '#323c46',
    street: '#30373e',
    streetMajor: '#39434d',
    streetHighway: '#46515b',
    green: '#222b2e',
    built: '#242b33',
    building: '#29313a',
    label: '#c3cbd4',
    labelQuiet: '#98a3ae',
    sold: '#2fbfb0',
    recovered: '#f0a83a',
    flow: '#cdc6ef',
    link: '#f29bc9',
    debrief: '#bcd76b',
    theft: '#ff9d87',
    casing: '#1f262e',
    selected: '#6fa9ff',
    ringText: '#f2f4f7',
    ringMiddle: '#151b21',
    timeToCrime: ['#fff0cb', '#ffd784', '#f5b240', '#d68714', '#a7630b', '#6f430c'],
    timeToCrimeUnknown: '#5f6974',
    areaClasses: ['#37322a', '#4d4330', '#6b5737', '#8e7042', '#b59055'],
    soldClasses: ['#12403d', '#1b5f5a', '#2b857e', '#53ada5', '#9fdcd5'],
    untold: '#2a333d',
    hotspots: {
      hot99: '#ffb055',
      hot95: '#cc7a26',
      hot90: '#7d5630',
      none: '#e8ebee',
      cold90: '#4f4672',
      cold95: '#7f6cbf',
      cold99: '#b7a6f0',
    },
    hotspotOutline: '#f6ead9',
  },
};

/** Colours the page's own parts share with the map, as CSS custom properties. */
export function paletteVariables(palette: Palette): Readonly<Record<string, string>> {
  const classes = TIME_TO_CRIME_BUCKETS.map(({ id }, index) => [
    `--ttc-${id}`,
    palette.timeToCrime[index] ?? palette.timeToCrimeUnknown,
  ]);
  const areas = palette.areaClasses.map((colour, index) => [`--area-${index}`, colour]);
  const hotspots = HOTSPOT_CLASSES.map((id) => [`--hotspot-${id}`, palette.hotspots[id]]);
  return {
    '--sold': palette.sold,
    '--recovered': palette.recovered,
    '--flow': palette.flow,
    '--link': palette.link,
    '--debrief': palette.debrief,
    '--theft': palette.theft,
    '--map-land': palette.land,
    '--map-water': palette.water,
    '--ttc-unknown': palette.timeToCrimeUnknown,
    ...Object.fromEntries([...classes, ...areas, ...hotspots]),
  };
}
