/** What is said of dealers beside each other. */
import type { Dealer, DealersCompared } from '../../domain/dealer-responses.ts';
import type { FunnelPlace, Overdispersion } from '../../domain/statistics/funnel.ts';
import { countOf, formatCount, formatFigure, formatRate, formatShare, guns } from './format.ts';
import { say } from './say.ts';

export const FUNNEL_PLACE_WORDS: Readonly<Record<FunnelPlace, string>> = {
  above998: say('Above the 99.8 % limit'),
  above95: say('Above the 95 % limit'),
  within: say('Within the limits'),
  below95: say('Below the 95 % limit'),
  below998: say('Below the 99.8 % limit'),
};

export const OVERDISPERSION_WORDS: Readonly<Record<Overdispersion, string>> = {
  none: say('by chance alone'),
  additive: say('with dealers differing, as most do'),
  multiplicative: say('by chance, widened by one factor for all'),
};

/** How many guns are not among these, since their dealers are not named; empty where there are none. */
export const unnamedWords = ({ unnamed }: DealersCompared): string =>
  unnamed === 0
    ? ''
    : say('{unnamed} more {words} traced to dealers that are not named: their agencies share counts alone.', {
        unnamed: guns(unnamed),
        words: unnamed === 1 ? say('was') : say('were'),
      });

const dealers = (count: number) => countOf(count, say('dealer'), say('dealers'));

/** What stands at the top: how many dealers, how many of known sales, and how many stand out. */
export function dealersSentence({ dealers: all, compared, places, aboveAdjusted }: DealersCompared): string {
  if (all === 0) return say('No gun of this selection was traced to a dealer.');
  if (compared === 0) {
    return say(
      'They were traced to {all}. No sales of these are known, so they cannot be compared by what they sold.',
      { all: dealers(all) },
    );
  }
  return say(
    'They were traced to {all}. Of {compared} whose sales are known, {words} more traces than sales and chance explain, also after allowing for so many comparisons; {above998} {words2} above the 99.8 % limit.',
    {
      all: dealers(all),
      compared: dealers(compared),
      words:
        aboveAdjusted === 0
          ? say('none has')
          : aboveAdjusted === 1
            ? say('1 has')
            : say('{aboveAdjusted} have', { aboveAdjusted: formatCount(aboveAdjusted) }),
      above998: formatCount(places.above998 ?? 0),
      words2: places.above998 === 1 ? say('lies') : say('lie'),
    },
  );
}

/** `12.4 (8.1 to 18.2)` guns traced per 1,000 sold. */
export const rateWords = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  say('{rate} ({low} to {high})', { rate: formatRate(value), low: formatRate(low), high: formatRate(high) });

/** `3 to 17` of the ranks that a dealer may have. */
export const rankWords = ({ low, high }: { low: number; high: number }): string =>
  low === high
    ? formatCount(low)
    : say('{low} to {high}', { low: formatCount(low), high: formatCount(high) });

/** `1.8 times (1.2 to 2.6)` the average. */
export const ratioWords = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  say('{figure} times ({low} to {high})', {
    figure: formatFigure(value),
    low: formatFigure(low),
    high: formatFigure(high),
  });

/** `54 % (41 to 66 %)`. */
export const shareWords = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  say('{share} ({low} to {high} %)', {
    share: formatShare(value),
    low: Math.round(low * 100),
    high: Math.round(high * 100),
  });

/** `Richmond, VA`; empty where neither is known. */
export const placeOfDealer = ({ city, state }: Pick<Dealer, 'city' | 'state'>): string =>
  [city, state].filter((part) => part !== null).join(', ');
