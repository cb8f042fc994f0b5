/** How well an import's addresses were placed, in words. */
import { ADDRESS_KIND_WORDS } from '../../../domain/address-kind-words.ts';
import { matchPercent, ratedAddresses } from '../../../domain/match-rate.ts';
import type { ImportPlacement } from '../../../domain/responses.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import type { AddressKind } from '../../../domain/vocabulary.ts';
import { countOf, formatCount } from '../../words/format.ts';
import { say, sayKnown } from '../../words/say.ts';

/** What has these addresses, at the start of a sentence. */
export function kindWords(kind: AddressKind): string {
  const many = sayKnown(ADDRESS_KIND_WORDS[kind].many);
  return `${many[0]?.toUpperCase()}${many.slice(1)}`;
}

/** "82 % of 500 placed to their street or better", or why there is no such share. */
export function rateWords(placement: ImportPlacement): string {
  const { addresses, unloaded, matchRate } = placement;
  if (matchRate === null) {
    return unloaded === 0
      ? say('none of {addresses} names a street', {
          addresses: countOf(addresses, say('address'), say('addresses')),
        })
      : say('not placed to their street: no street data is loaded there');
  }
  const all = ratedAddresses(placement);
  const few =
    all < FEW_RECORDS
      ? say(', which rests on {all} only', { all: countOf(all, say('address'), say('addresses')) })
      : '';
  return say('{matchRate} % of {all} placed to their street or better{few}', {
    matchRate: matchPercent(matchRate),
    all: formatCount(all),
    few,
  });
}

/** "31 addresses with a street lie where no street data is loaded (GA, VA): …"; null where none is missing. */
export function missingStreetsWords(placement: readonly ImportPlacement[]): string | null {
  const count = placement.reduce((sum, { unloaded }) => sum + unloaded, 0);
  if (count === 0) return null;
  const states = [...new Set(placement.flatMap(({ unloadedStates }) => unloadedStates))].sort();
  const where = states.length === 0 ? '' : ` (${states.join(', ')})`;
  const [lie, they] =
    count === 1 ? ['lies', say('it is known to its')] : ['lie', say('they are known to their')];
  return say(
    '{count} with a street {lie} where no street data is loaded{where}: {they} ZIP, city, county or state only.',
    { count: countOf(count, say('address'), say('addresses')), lie, where, they },
  );
}
