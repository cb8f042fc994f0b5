/** Guns exported and imported by state or county, in words. */
import type { BalanceLevel } from '../../domain/area-balance.ts';
import type { AreaBalance, AreaBalanceItem, Figure } from '../../domain/responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatCount, formatRate, formatShare, guns } from './format.ts';
import { say } from './say.ts';

/** `0.15–0.39`: the interval of a rate or ratio. */
export const rateRange = ({ low, high }: Figure): string => `${formatRate(low)}–${formatRate(high)}`;

/** `56 %–91 %`: the interval of a share. */
export const shareRange = ({ low, high }: Figure): string => `${formatShare(low)}–${formatShare(high)}`;

/** What a screen reader hears of a row. */
export const areaRowLabel = ({ name, exported, imported }: AreaBalanceItem): string =>
  say('{name}, {exported} exported, {imported} imported', {
    name,
    exported: guns(exported),
    imported: formatCount(imported),
  });

/** What an area is called: one of them, and several. */
export const AREA_WORDS = {
  state: { one: say('state'), many: say('states') },
  county: { one: say('county'), many: say('counties') },
} as const satisfies Record<BalanceLevel, { one: string; many: string }>;

/** "Of 36 guns traced to a dealer, 27 were recovered in another state, 7 in the state of sale; …" */
export function totalsWords(
  { traced, exported, stayed, unplaced }: AreaBalance['totals'],
  level: BalanceLevel,
): string {
  const { one } = AREA_WORDS[level];
  const unknown =
    unplaced === 0 ? '' : say('; of {unplaced} a {one} is unknown', { unplaced: formatCount(unplaced), one });
  return say(
    'Of {traced} traced to a dealer, {exported} {words} recovered in another {one} than sold, {stayed} in the {one} of sale{unknown}.',
    {
      traced: guns(traced),
      exported: formatCount(exported),
      words: exported === 1 ? say('was') : say('were'),
      one,
      stayed: formatCount(stayed),
      unknown,
    },
  );
}

/** What brackets and stars mean, said once. */
export const INTERVAL_WORDS = say('In brackets stands the 95 % interval.');
export const CHANCE_WORDS = say(
  'An interval is what the count would allow if guns were traced by chance alone.',
);
export const FEW_WORDS = say('* rests on fewer than {fewRecords} guns.', { fewRecords: FEW_RECORDS });
/** Above the rows, since an area that nobody reports from would look as if it imported nothing. */
export const COVERAGE_WORDS = say('Imports are known only where an agency’s records are here.');

/** What a filter by area does to these figures; an empty text without one. */
export function areaFilterWords(filter: TraceFilter): string {
  const isOfSale = [filter.sourceState, filter.sourceCounty, filter.sourceZip].some(isChosen);
  const isOfRecovery = [filter.recoveryState, filter.recoveryCounty, filter.recoveryZip].some(isChosen);
  if (!isOfSale && !isOfRecovery) return '';
  if (isOfSale && isOfRecovery) {
    return say('Only guns of the chosen areas of sale and recovery are counted: ratios say nothing here.');
  }
  return say('Only guns {words} in the chosen areas are counted: ratios say nothing here.', {
    words: isOfSale ? say('sold') : say('recovered'),
  });
}

const isChosen = (codes: readonly string[] | undefined) => codes !== undefined;
