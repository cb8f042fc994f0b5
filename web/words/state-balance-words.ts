/** Guns exported and imported by state, in words. */
import type { Figure, StateBalance, StateBalanceItem } from '../../domain/responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatCount, formatRate, formatShare, guns } from './format.ts';

/** `0.15–0.39`: the interval of a rate or ratio. */
export const rateRange = ({ low, high }: Figure): string => `${formatRate(low)}–${formatRate(high)}`;

/** `56 %–91 %`: the interval of a share. */
export const shareRange = ({ low, high }: Figure): string => `${formatShare(low)}–${formatShare(high)}`;

/** What a screen reader hears of a row. */
export const stateRowLabel = ({ name, exported, imported }: StateBalanceItem): string =>
  `${name}, ${guns(exported)} exported, ${formatCount(imported)} imported`;

/** "Of 36 guns traced to a dealer, 27 were recovered in another state, 7 in the state of sale; …" */
export function totalsWords({ traced, exported, stayed, unplaced }: StateBalance['totals']): string {
  const unknown = unplaced === 0 ? '' : `; of ${formatCount(unplaced)} a state is unknown`;
  return `Of ${guns(traced)} traced to a dealer, ${formatCount(exported)} ${
    exported === 1 ? 'was' : 'were'
  } recovered in another state than sold, ${formatCount(stayed)} in the state of sale${unknown}.`;
}

/** What brackets and stars mean, said once. */
export const INTERVAL_WORDS = 'In brackets stands the 95 % interval.';
export const CHANCE_WORDS = 'An interval is what the count would allow if guns were traced by chance alone.';
export const FEW_WORDS = `* rests on fewer than ${FEW_RECORDS} guns.`;
/** Above the rows, since a state that nobody reports from would look as if it imported nothing. */
export const COVERAGE_WORDS = 'Imports are known only where an agency’s records are here.';

/** What a filter by state does to these figures; an empty text without one. */
export function stateFilterWords({ sourceState, recoveryState }: TraceFilter): string {
  if (sourceState !== undefined && recoveryState !== undefined)
    return 'Only guns of the chosen states of sale and recovery are counted: ratios say nothing here.';
  if (sourceState !== undefined)
    return 'Only guns sold in the chosen states are counted: ratios say nothing here.';
  if (recoveryState !== undefined)
    return 'Only guns recovered in the chosen states are counted: ratios say nothing here.';
  return '';
}
