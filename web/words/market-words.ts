/** Links, debriefs and thefts as they are called on screen. */
import type { MarketLayer } from '../../domain/record-filter.ts';
import type { LinkType, ObtainedFrom, ObtainedHow, TheftKind, TheftVictim } from '../../domain/vocabulary.ts';
import { formatCount } from './format.ts';

export const LINK_TYPE_WORDS: Readonly<Record<LinkType, { label: string; means: string }>> = {
  hit: { label: 'Hit', means: 'Confirmed by an examiner' },
  lead: { label: 'Lead', means: 'Found by comparing images; nobody has confirmed it' },
};

interface HowWords {
  readonly label: string;
  /** Stands on the symbol: ways are told apart without their colour. */
  readonly letter: string;
}

export const OBTAINED_HOW_WORDS: Readonly<Record<ObtainedHow, HowWords>> = {
  straw_purchase: { label: 'Straw purchase', letter: 'S' },
  unlicensed_seller: { label: 'Unlicensed seller', letter: 'U' },
  theft: { label: 'Theft', letter: 'T' },
  family_friend: { label: 'Family or friend', letter: 'F' },
  street: { label: 'On the street', letter: 'R' },
  online: { label: 'Online', letter: 'O' },
  private_sale: { label: 'Private sale', letter: 'P' },
  ghost_gun: { label: 'Privately made (ghost gun)', letter: 'G' },
  licensed_dealer: { label: 'Licensed dealer', letter: 'D' },
  other: { label: 'Another way', letter: '+' },
  unknown: { label: 'Not said', letter: '?' },
};

export const OBTAINED_FROM_WORDS: Readonly<Record<ObtainedFrom, string>> = {
  family: 'family',
  friend: 'a friend',
  acquaintance: 'an acquaintance',
  stranger: 'a stranger',
  dealer: 'a dealer',
  gun_show: 'a gun show',
  website: 'a website',
  other: 'somebody else',
  unknown: 'not said',
};

export const THEFT_KIND_WORDS: Readonly<Record<TheftKind, string>> = {
  burglary: 'Burglary',
  robbery: 'Robbery',
  larceny: 'Larceny',
  vehicle_break_in: 'Break-in of a vehicle',
  employee: 'By an employee',
  in_transit: 'In transit',
  lost: 'Lost',
  other: 'Another way',
};

export const THEFT_VICTIM_WORDS: Readonly<Record<TheftVictim, { label: string; from: string }>> = {
  dealer: { label: 'Dealer', from: 'a dealer' },
  carrier: { label: 'Carrier', from: 'a carrier' },
  private: { label: 'Private person', from: 'a private person' },
  agency: { label: 'Agency', from: 'an agency' },
  unknown: { label: 'Not said', from: 'somebody not named' },
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
    label: 'Ballistic links',
    one: 'link',
    many: 'links',
    narrowedBy: 'Dates and areas of the filters are those of any of its incidents.',
    notOf: 'guns',
  },
  debriefs: {
    label: 'Debriefs, where guns were obtained',
    one: 'debrief',
    many: 'debriefs',
    narrowedBy: 'Dates of the filters are those of the debrief, areas those where the gun was obtained.',
    notOf: 'recovered guns',
  },
  thefts: {
    label: 'Thefts and losses',
    one: 'theft or loss',
    many: 'thefts and losses',
    narrowedBy: 'Dates and areas of the filters are those of the theft.',
    notOf: 'recovered guns',
  },
};

/** `1 link`, `2,431 debriefs`. */
export function countedRecords(layer: MarketLayer, count: number): string {
  const { one, many } = MARKET_LAYER_WORDS[layer];
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Why there is none, and the next step. */
export function noRecordsWords(layer: MarketLayer, canBringIn: boolean): string {
  const { one } = MARKET_LAYER_WORDS[layer];
  const bringIn = canBringIn
    ? 'bring a file of them in under Data'
    : 'ask a data steward whether your agency has them';
  return `No ${one} is recorded in this selection. Widen the dates and areas, or ${bringIn}.`;
}
