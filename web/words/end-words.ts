import type { FlowEndsId } from '../state/page-state.ts';
import { say } from './say.ts';

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
    head: say('Sold in'),
    place: say('sale'),
    in: (area) => say('sold in {area}', { area }),
    here: say('sold here'),
    elsewhere: say('sold elsewhere'),
    where: (what) => say('Where guns {what} were sold', { what }),
  },
  purchaser: {
    head: say('Buyer lived in'),
    place: say('the buyer’s home'),
    in: (area) => say('bought by residents of {area}', { area }),
    here: say('bought by residents'),
    elsewhere: say('bought by people from elsewhere'),
    where: (what) => say('Where buyers of guns {what} lived', { what }),
  },
  theft: {
    head: say('Stolen or lost in'),
    place: say('theft or loss'),
    in: (area) => say('stolen or lost in {area}', { area }),
    here: say('stolen or lost here'),
    elsewhere: say('stolen or lost elsewhere'),
    where: (what) => say('Where guns {what} were stolen or lost', { what }),
  },
  debrief: {
    head: say('Obtained in'),
    place: say('where guns were obtained (debriefs)'),
    in: (area) => say('obtained in {area}', { area }),
    here: say('obtained here'),
    elsewhere: say('obtained elsewhere'),
    where: (what) => say('Where guns {what} were obtained', { what }),
  },
  recovery: {
    head: say('Recovered in'),
    place: say('recovery'),
    in: (area) => say('recovered in {area}', { area }),
    here: say('recovered here'),
    elsewhere: say('recovered elsewhere'),
    where: (what) => say('Where guns {what} were recovered', { what }),
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
  way: say('from {place} to {place2}', { place: WORDS[origin].place, place2: WORDS[destination].place }),
  traced,
  isOfTrace: origin === 'dealer' || origin === 'purchaser',
});

/** The words of flows between two kinds of end, wherever they are told of. */
export const WAY_WORDS: Readonly<Record<FlowEndsId, WayWords>> = {
  'dealer>recovery': wayWords('dealer', 'recovery', say('traced to a dealer')),
  'purchaser>recovery': wayWords('purchaser', 'recovery', say('traced to a buyer')),
  'dealer>purchaser': wayWords('dealer', 'purchaser', say('traced to a buyer')),
  'debrief>recovery': wayWords('debrief', 'recovery', say('told of in debriefs')),
  'theft>recovery': wayWords('theft', 'recovery', say('reported stolen or lost')),
};

/** What happened to the guns of a flow: `sold in Virginia and recovered in Maryland`. */
export const pathWords = ({ origin, destination }: WayWords, from: string, to: string): string =>
  say('{from} and {to}', { from: origin.in(from), to: destination.in(to) });

/** `Sold here` */
export const asHeading = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The ways one may choose: what only single records tell is for those who see them. */
export const openWays = (ids: readonly FlowEndsId[], seesRecords: boolean): readonly FlowEndsId[] =>
  ids.filter((id) => seesRecords || WAY_WORDS[id].isOfTrace);
