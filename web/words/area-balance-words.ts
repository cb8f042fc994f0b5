/** Guns exported and imported by state or county, in words. */
import type { BalanceLevel } from '../../domain/area-balance.ts';
import type { AreaBalance, AreaBalanceItem, Figure } from '../../domain/responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatCount, formatRate, formatShare, guns } from './format.ts';

/** `0.15–0.39`: the interval of a rate or ratio. */
export const rateRange = ({ low, high }: Figure): string => `${formatRate(low)}–${formatRate(high)}`;

/** `56 %–91 %`: the interval of a share. */
export const shareRange = ({ low, high }: Figure): string => `${formatShare(low)}–${formatShare(high)}`;

/** What a screen reader hears of a row. */
export const areaRowLabel = ({ name, exported, imported }: AreaBalanceItem): string =>
  `${name}, ${guns(exported)} exported, ${formatCount(imported)} imported`;

/** What an area is called: one of them, and several. */
export const AREA_WORDS = {
  state: { one: 'state', many: 'states' },
  county: { one: 'county', many: 'counties' },
} as const satisfies Record<BalanceLevel, { one: string; many: string }>;

/** "Of 36 guns traced to a dealer, 27 were recovered in another state, 7 in the state of sale; …" */
export function totalsWords(
  { traced, exported, stayed, unplaced }: AreaBalance['totals'],
  level: BalanceLevel,
): string {
  const { one } = AREA_WORDS[level];
  const unknown = unplaced === 0 ? '' : `; of ${formatCount(unplaced)} a ${one} is unknown`;
  return `Of ${guns(traced)} traced to a dealer, ${formatCount(exported)} ${
    exported === 1 ? 'was' : 'were'
  } recovered in another ${one} than sold, ${formatCount(stayed)} in the ${one} of sale${unknown}.`;
}

/** What brackets and stars mean, said once. */
export const INTERVAL_WORDS = 'In brackets stands the 95 % interval.';
export const CHANCE_WORDS = 'An interval is what the count would allow if guns were traced by chance alone.';
export const FEW_WORDS = `* rests on fewer than ${FEW_RECORDS} guns.`;
/** Above the rows, since an area that nobody reports from would look as if it imported nothing. */
export const COVERAGE_WORDS = 'Imports are known only where an agency’s records are here.';

/** What a filter by area does to these figures; an empty text without one. */
export function areaFilterWords(filter: TraceFilter): string {
  const isOfSale = [filter.sourceState, filter.sourceCounty, filter.sourceZip].some(isChosen);
  const isOfRecovery = [filter.recoveryState, filter.recoveryCounty, filter.recoveryZip].some(isChosen);
  if (!isOfSale && !isOfRecovery) return '';
  if (isOfSale && isOfRecovery) {
    return 'Only guns of the chosen areas of sale and recovery are counted: ratios say nothing here.';
  }
  return `Only guns ${isOfSale ? 'sold' : 'recovered'} in the chosen areas are counted: ratios say nothing here.`;
}

const isChosen = (codes: readonly string[] | undefined) => codes !== undefined;
