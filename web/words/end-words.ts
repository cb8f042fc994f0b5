import type { FlowEndsId } from '../state/page-state.ts';

/** An end of a flow: the sale, the buyer's home, where a gun was stolen or lost, where it was obtained, the recovery. */
export type FlowEnd = 'dealer' | 'purchaser' | 'theft' | 'debrief' | 'recovery';

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
  theft: {
    head: 'Stolen or lost in',
    place: 'theft or loss',
    in: (area) => `stolen or lost in ${area}`,
    here: 'stolen or lost here',
    elsewhere: 'stolen or lost elsewhere',
    where: (what) => `Where guns ${what} were stolen or lost`,
  },
  debrief: {
    head: 'Obtained in',
    place: 'where guns were obtained (debriefs)',
    in: (area) => `obtained in ${area}`,
    here: 'obtained here',
    elsewhere: 'obtained elsewhere',
    where: (what) => `Where guns ${what} were obtained`,
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
  /** True where both ends are told by the trace of a gun, false where one is told by another record of it. */
  readonly isOfTrace: boolean;
}

const wayWords = (origin: FlowEnd, destination: FlowEnd, traced: string): WayWords => ({
  origin: { end: origin, ...WORDS[origin] },
  destination: { end: destination, ...WORDS[destination] },
  way: `from ${WORDS[origin].place} to ${WORDS[destination].place}`,
  traced,
  isOfTrace: origin === 'dealer' || origin === 'purchaser',
});

/** The words of flows between two kinds of end, wherever they are told of. */
export const WAY_WORDS: Readonly<Record<FlowEndsId, WayWords>> = {
  'dealer>recovery': wayWords('dealer', 'recovery', 'traced to a dealer'),
  'purchaser>recovery': wayWords('purchaser', 'recovery', 'traced to a buyer'),
  'dealer>purchaser': wayWords('dealer', 'purchaser', 'traced to a buyer'),
  'debrief>recovery': wayWords('debrief', 'recovery', 'told of in debriefs'),
  'theft>recovery': wayWords('theft', 'recovery', 'reported stolen or lost'),
};

/** What happened to the guns of a flow: `sold in Virginia and recovered in Maryland`. */
export const pathWords = ({ origin, destination }: WayWords, from: string, to: string): string =>
  `${origin.in(from)} and ${destination.in(to)}`;

/** `Sold here` */
export const asHeading = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The ways one may choose: what only single records tell is for those who see them. */
export const openWays = (ids: readonly FlowEndsId[], seesRecords: boolean): readonly FlowEndsId[] =>
  ids.filter((id) => seesRecords || WAY_WORDS[id].isOfTrace);
