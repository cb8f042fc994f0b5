import { ADDRESS_KIND_WORDS } from '../../domain/address-kind-words.ts';
import { LEAST_MATCH_RATE, matchPercent, ratedAddresses } from '../../domain/match-rate.ts';
import type { ImportPlacement } from '../../domain/responses.ts';

/** How well the addresses of an import were placed, on one line; null where it has none that name a street. */
export function placementLine(placement: readonly ImportPlacement[]): string | null {
  const rates = placement.flatMap((one) => {
    const { kind, matchRate, belowTarget } = one;
    if (matchRate === null) return [];
    const low = belowTarget ? ` (below ${matchPercent(LEAST_MATCH_RATE)} %)` : '';
    return [`${ADDRESS_KIND_WORDS[kind].many} ${matchPercent(matchRate)} % of ${ratedAddresses(one)}${low}`];
  });
  const unloaded = placement.reduce((sum, one) => sum + one.unloaded, 0);
  const states = [...new Set(placement.flatMap(({ unloadedStates }) => unloadedStates))].sort();
  const where = states.length === 0 ? '' : ` for ${states.join(', ')}`;
  const sentences = [
    rates.length === 0 ? null : `Placed to their street or better: ${rates.join(', ')}.`,
    unloaded === 0
      ? null
      : `No street data${where} is loaded, so ${unloaded} ${unloaded === 1 ? 'address' : 'addresses'} with a street could not be placed to it.`,
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}
