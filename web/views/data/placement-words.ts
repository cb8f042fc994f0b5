/** How well an import's addresses were placed, in words. */
import { ADDRESS_KIND_WORDS } from '../../../domain/address-kind-words.ts';
import { matchPercent, ratedAddresses } from '../../../domain/match-rate.ts';
import type { ImportPlacement } from '../../../domain/responses.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import type { AddressKind } from '../../../domain/vocabulary.ts';
import { formatCount } from '../../words/format.ts';
import { countOf } from './import-words.ts';

/** What has these addresses, at the start of a sentence. */
export function kindWords(kind: AddressKind): string {
  const { many } = ADDRESS_KIND_WORDS[kind];
  return `${many[0]?.toUpperCase()}${many.slice(1)}`;
}

/** "82 % of 500 placed to their street or better", or why there is no such share. */
export function rateWords(placement: ImportPlacement): string {
  const { addresses, unloaded, matchRate } = placement;
  if (matchRate === null) {
    return unloaded === 0
      ? `none of ${countOf(addresses, 'address', 'addresses')} names a street`
      : 'not placed to their street: no street data is loaded there';
  }
  const all = ratedAddresses(placement);
  const few = all < FEW_RECORDS ? `, which rests on ${countOf(all, 'address', 'addresses')} only` : '';
  return `${matchPercent(matchRate)} % of ${formatCount(all)} placed to their street or better${few}`;
}

/** "31 addresses with a street lie where no street data is loaded (GA, VA): …"; null where none is missing. */
export function missingStreetsWords(placement: readonly ImportPlacement[]): string | null {
  const count = placement.reduce((sum, { unloaded }) => sum + unloaded, 0);
  if (count === 0) return null;
  const states = [...new Set(placement.flatMap(({ unloadedStates }) => unloadedStates))].sort();
  const where = states.length === 0 ? '' : ` (${states.join(', ')})`;
  const [lie, they] = count === 1 ? ['lies', 'it is known to its'] : ['lie', 'they are known to their'];
  return `${countOf(count, 'address', 'addresses')} with a street ${lie} where no street data is loaded${where}: ${they} ZIP, city, county or state only.`;
}
