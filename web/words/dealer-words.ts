/** What is said of dealers beside each other. */
import type { Dealer, DealersCompared } from '../../domain/dealer-responses.ts';
import type { FunnelPlace, Overdispersion } from '../../domain/statistics/funnel.ts';
import { formatCount, formatFigure, formatRate, formatShare, guns } from './format.ts';

export const FUNNEL_PLACE_WORDS: Readonly<Record<FunnelPlace, string>> = {
  above998: 'Above the 99.8 % limit',
  above95: 'Above the 95 % limit',
  within: 'Within the limits',
  below95: 'Below the 95 % limit',
  below998: 'Below the 99.8 % limit',
};

export const OVERDISPERSION_WORDS: Readonly<Record<Overdispersion, string>> = {
  none: 'by chance alone',
  additive: 'with dealers differing, as most do',
  multiplicative: 'by chance, widened by one factor for all',
};

/** How many guns are not among these, since their dealers are not named; empty where there are none. */
export const unnamedWords = ({ unnamed }: DealersCompared): string =>
  unnamed === 0
    ? ''
    : `${guns(unnamed)} more ${unnamed === 1 ? 'was' : 'were'} traced to dealers that are not named: their agencies share counts alone.`;

const dealers = (count: number) => `${formatCount(count)} ${count === 1 ? 'dealer' : 'dealers'}`;

/** What stands at the top: how many dealers, how many of known sales, and how many stand out. */
export function dealersSentence({ dealers: all, compared, places, aboveAdjusted }: DealersCompared): string {
  if (all === 0) return 'No gun of this selection was traced to a dealer.';
  if (compared === 0) {
    return `They were traced to ${dealers(all)}. No sales of these are known, so they cannot be compared by what they sold.`;
  }
  return `They were traced to ${dealers(all)}. Of ${dealers(compared)} whose sales are known, ${
    aboveAdjusted === 0 ? 'none has' : aboveAdjusted === 1 ? '1 has' : `${formatCount(aboveAdjusted)} have`
  } more traces than sales and chance explain, also after allowing for so many comparisons; ${formatCount(
    places.above998 ?? 0,
  )} ${places.above998 === 1 ? 'lies' : 'lie'} above the 99.8 % limit.`;
}

/** `12.4 (8.1 to 18.2)` guns traced per 1,000 sold. */
export const rateWords = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${formatRate(value)} (${formatRate(low)} to ${formatRate(high)})`;

/** `3 to 17` of the ranks that a dealer may have. */
export const rankWords = ({ low, high }: { low: number; high: number }): string =>
  low === high ? formatCount(low) : `${formatCount(low)} to ${formatCount(high)}`;

/** `1.8 times (1.2 to 2.6)` the average. */
export const ratioWords = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${formatFigure(value)} times (${formatFigure(low)} to ${formatFigure(high)})`;

/** `54 % (41 to 66 %)`. */
export const shareWords = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${formatShare(value)} (${Math.round(low * 100)} to ${Math.round(high * 100)} %)`;

/** `Richmond, VA`; empty where neither is known. */
export const placeOfDealer = ({ city, state }: Pick<Dealer, 'city' | 'state'>): string =>
  [city, state].filter((part) => part !== null).join(', ');
