import type { FlowEndsId } from '../state/page-state.ts';

/** An end of a flow: the sale, the buyer's home, the recovery. */
export type FlowEnd = 'dealer' | 'purchaser' | 'recovery';

interface EndWords {
  /** Head of a column of areas. */
  readonly head: string;
  /** What lies there. */
  readonly place: string;
  /** What happened to guns in an area of this name. */
  readonly in: (area: string) => string;
  /** What happened to guns in the area looked at. */
  readonly here: string;
  /** What happened to them if not here. */
  readonly elsewhere: string;
  /** Asks for the areas of this end of guns to which `what` happened. */
  readonly where: (what: string) => string;
}

const WORDS: Readonly<Record<FlowEnd, EndWords>> = {
  dealer: {
    head: 'Sold in',
    place: 'sale',
    in: (area) => `sold in ${area}`,
    here: 'sold here',
    elsewhere: 'sold elsewhere',
    where: (what) => `Where guns ${what} were sold`,
  },
  purchaser: {
    head: 'Buyer lived in',
    place: 'the buyer’s home',
    in: (area) => `bought by residents of ${area}`,
    here: 'bought by residents',
    elsewhere: 'bought by people from elsewhere',
    where: (what) => `Where buyers of guns ${what} lived`,
  },
  recovery: {
    head: 'Recovered in',
    place: 'recovery',
    in: (area) => `recovered in ${area}`,
    here: 'recovered here',
    elsewhere: 'recovered elsewhere',
    where: (what) => `Where guns ${what} were recovered`,
  },
};

export interface WayWords {
  readonly origin: EndWords & { readonly end: FlowEnd };
  readonly destination: EndWords & { readonly end: FlowEnd };
  /** `from sale to recovery` */
  readonly way: string;
  /** What guns without both ends known are not: `traced to a dealer`. */
  readonly traced: string;
}

const wayWords = (origin: FlowEnd, destination: FlowEnd): WayWords => ({
  origin: { end: origin, ...WORDS[origin] },
  destination: { end: destination, ...WORDS[destination] },
  way: `from ${WORDS[origin].place} to ${WORDS[destination].place}`,
  traced: origin === 'dealer' && destination === 'recovery' ? 'traced to a dealer' : 'traced to a buyer',
});

/** The words of flows between two kinds of end, wherever they are told of. */
export const WAY_WORDS: Readonly<Record<FlowEndsId, WayWords>> = {
  'dealer>recovery': wayWords('dealer', 'recovery'),
  'purchaser>recovery': wayWords('purchaser', 'recovery'),
  'dealer>purchaser': wayWords('dealer', 'purchaser'),
};

/** What happened to the guns of a flow: `sold in Virginia and recovered in Maryland`. */
export const pathWords = ({ origin, destination }: WayWords, from: string, to: string): string =>
  `${origin.in(from)} and ${destination.in(to)}`;

/** `Sold here` */
export const asHeading = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
