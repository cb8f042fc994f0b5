/** Links, debriefs and thefts as they are called on screen. */
import type { MarketLayer } from '../../domain/record-filter.ts';
import type { LinkType, ObtainedFrom, ObtainedHow, TheftKind, TheftVictim } from '../../domain/vocabulary.ts';
import { countOf } from './format.ts';
import { say } from './say.ts';

export const LINK_TYPE_WORDS: Readonly<Record<LinkType, { label: string; means: string }>> = {
  hit: { label: say('Hit'), means: say('Confirmed by an examiner') },
  lead: { label: say('Lead'), means: say('Found by comparing images; nobody has confirmed it') },
};

interface HowWords {
  readonly label: string;
  /** Stands on the symbol: ways are told apart without their colour. */
  readonly letter: string;
}

export const OBTAINED_HOW_WORDS: Readonly<Record<ObtainedHow, HowWords>> = {
  straw_purchase: { label: say('Straw purchase'), letter: 'S' },
  unlicensed_seller: { label: say('Unlicensed seller'), letter: 'U' },
  theft: { label: say('Theft'), letter: 'T' },
  family_friend: { label: say('Family or friend'), letter: 'F' },
  street: { label: say('On the street'), letter: 'R' },
  online: { label: say('Online'), letter: 'O' },
  private_sale: { label: say('Private sale'), letter: 'P' },
  ghost_gun: { label: say('Privately made (ghost gun)'), letter: 'G' },
  licensed_dealer: { label: say('Licensed dealer'), letter: 'D' },
  other: { label: say('Another way'), letter: '+' },
  unknown: { label: say('Not said'), letter: '?' },
};

export const OBTAINED_FROM_WORDS: Readonly<Record<ObtainedFrom, string>> = {
  family: say('family'),
  friend: say('a friend'),
  acquaintance: say('an acquaintance'),
  stranger: say('a stranger'),
  dealer: say('a dealer'),
  gun_show: say('a gun show'),
  website: say('a website'),
  other: say('somebody else'),
  unknown: say('not said'),
};

export const THEFT_KIND_WORDS: Readonly<Record<TheftKind, string>> = {
  burglary: say('Burglary'),
  robbery: say('Robbery'),
  larceny: say('Larceny'),
  vehicle_break_in: say('Break-in of a vehicle'),
  employee: say('By an employee'),
  in_transit: say('In transit'),
  lost: say('Lost'),
  other: say('Another way'),
};

export const THEFT_VICTIM_WORDS: Readonly<Record<TheftVictim, { label: string; from: string }>> = {
  dealer: { label: say('Dealer'), from: say('a dealer') },
  carrier: { label: say('Carrier'), from: say('a carrier') },
  private: { label: say('Private person'), from: say('a private person') },
  agency: { label: say('Agency'), from: say('an agency') },
  unknown: { label: say('Not said'), from: say('somebody not named') },
};

interface LayerWords {
  readonly label: string;
  readonly one: string;
  readonly many: string;
  /** What dates and areas of the filters mean for them. */
  readonly narrowedBy: string;
  /** Whose the filters are that say nothing of them. */
  readonly notOf: string;
}

export const MARKET_LAYER_WORDS: Readonly<Record<MarketLayer, LayerWords>> = {
  links: {
    label: say('Ballistic links'),
    one: say('link'),
    many: say('links'),
    narrowedBy: say('Dates and areas of the filters are those of any of its incidents.'),
    notOf: say('guns'),
  },
  debriefs: {
    label: say('Debriefs, where guns were obtained'),
    one: say('debrief'),
    many: say('debriefs'),
    narrowedBy: say('Dates of the filters are those of the debrief, areas those where the gun was obtained.'),
    notOf: say('recovered guns'),
  },
  thefts: {
    label: say('Thefts and losses'),
    one: say('theft or loss'),
    many: say('thefts and losses'),
    narrowedBy: say('Dates and areas of the filters are those of the theft.'),
    notOf: say('recovered guns'),
  },
};

/** `1 link`, `2,431 debriefs`. */
export function countedRecords(layer: MarketLayer, count: number): string {
  const { one, many } = MARKET_LAYER_WORDS[layer];
  return countOf(count, one, many);
}

/** Why there is none, and the next step. */
export function noRecordsWords(layer: MarketLayer, canBringIn: boolean): string {
  const { one } = MARKET_LAYER_WORDS[layer];
  const bringIn = canBringIn
    ? say('bring a file of them in under Data')
    : say('ask a data steward whether your agency has them');
  return say('No {one} is recorded in this selection. Widen the dates and areas, or {bringIn}.', {
    one,
    bringIn,
  });
}
