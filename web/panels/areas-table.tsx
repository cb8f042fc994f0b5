import type { ComponentChildren } from 'preact';
import type { BalanceLevel } from '../../domain/area-balance.ts';
import { BALANCE_LEVELS } from '../../domain/area-balance.ts';
import type { AreaBalance, AreaBalanceItem, Figure } from '../../domain/responses.ts';
import { flowLevel } from '../state/map-data.ts';
import { changePage, filter, page, select } from '../state/page.ts';
import { areaBalance, balanceLevel } from '../state/tables.ts';
import {
  AREA_WORDS,
  areaFilterWords,
  areaRowLabel,
  CHANCE_WORDS,
  COVERAGE_WORDS,
  FEW_WORDS,
  INTERVAL_WORDS,
  rateRange,
  shareRange,
  totalsWords,
} from '../words/area-balance-words.ts';
import { formatCount, formatRate, formatShare } from '../words/format.ts';
import { say } from '../words/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorNote } from './error-note.tsx';

const columnsOf = (level: BalanceLevel): readonly Column<AreaBalanceItem>[] => [
  {
    id: 'name',
    label: level === 'state' ? say('State') : say('County'),
    value: ({ name }) => name,
    cell: ({ name }) => name,
  },
  ...COLUMNS,
];

const COLUMNS: readonly Column<AreaBalanceItem>[] = [
  {
    id: 'exported',
    label: say('Exported'),
    title: say('Guns traced to a dealer in this area and recovered in another'),
    isNumber: true,
    side: 'sold',
    value: ({ exported }) => exported,
    cell: ({ exported }) => formatCount(exported),
  },
  {
    id: 'exportedRate',
    label: say('Exported per 100,000'),
    title: say('Exported guns per 100,000 inhabitants of the 2020 census, with the 95 % interval'),
    isNumber: true,
    side: 'sold',
    value: ({ exportedPer100000 }) => exportedPer100000?.value ?? null,
    cell: ({ exportedPer100000 }) => rateCell(exportedPer100000),
  },
  {
    id: 'imported',
    label: say('Imported'),
    title: say('Guns recovered in this area and traced to a dealer in another'),
    isNumber: true,
    side: 'recovered',
    value: ({ imported }) => imported,
    cell: ({ imported }) => formatCount(imported),
  },
  {
    id: 'importedRate',
    label: say('Imported per 100,000'),
    title: say('Imported guns per 100,000 inhabitants of the 2020 census, with the 95 % interval'),
    isNumber: true,
    side: 'recovered',
    value: ({ importedPer100000 }) => importedPer100000?.value ?? null,
    cell: ({ importedPer100000 }) => rateCell(importedPer100000),
  },
  {
    id: 'ratio',
    label: say('Ratio'),
    title: say('Exported guns for each one imported, with the 95 % interval'),
    isNumber: true,
    value: ({ ratio }) => ratio?.value ?? null,
    cell: ({ ratio }) => rateCell(ratio),
  },
  {
    id: 'short',
    label: say('Within 3 years'),
    title: say(
      'Part of the exported guns of known time-to-crime that were sold within 3 years of recovery (1,095 days)',
    ),
    isNumber: true,
    value: ({ shortShare }) => shortShare?.value ?? null,
    cell: ({ shortShare }) => shortShareCell(shortShare),
  },
  {
    id: 'stayed',
    label: say('Stayed'),
    title: say('Guns sold and recovered in this area'),
    isNumber: true,
    value: ({ stayed }) => stayed,
    cell: ({ stayed }) => formatCount(stayed),
  },
  {
    id: 'population',
    label: say('Inhabitants'),
    title: say('Resident population at the 2020 census'),
    isNumber: true,
    value: ({ population }) => population,
    cell: ({ population }) => (population === null ? say('unknown') : formatCount(population)),
  },
];

function rateCell(figure: Figure | null): ComponentChildren {
  if (figure === null) return '–';
  return withRange(formatRate(figure.value), rateRange(figure), figure.few);
}

function shortShareCell(share: AreaBalanceItem['shortShare']): ComponentChildren {
  if (share === null) return '–';
  return withRange(
    say('{part} of {all}', { part: formatShare(share.value), all: formatCount(share.known) }),
    shareRange(share),
    share.few,
  );
}

const withRange = (value: string, range: string, few: boolean) => (
  <span title={few ? FEW_WORDS.slice(2) : undefined}>
    {value} <span class="muted">({range})</span>
    {few && '*'}
  </span>
);

const hasFew = ({ exportedPer100000, importedPer100000, ratio, shortShare }: AreaBalanceItem) =>
  [exportedPer100000, importedPer100000, ratio, shortShare].some((figure) => figure?.few);

/** Guns exported from and imported into each state or county. */
export function AreasTable() {
  const { answer, error } = areaBalance.value.value;
  const level = balanceLevel.value;
  const { one } = AREA_WORDS[level];
  if (error !== null) return <ErrorNote error={error} onRetry={areaBalance.retry} />;
  if (answer === null) return <p class="empty muted">{say('Counting guns by {one}…', { one })}</p>;
  if (answer.items.length === 0) {
    return (
      <p class="empty muted">
        {say(
          'No gun of this selection was traced from a known {one} to a known {one}. Widen the dates or take off a filter.',
          { one },
        )}
      </p>
    );
  }
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === 'area' ? [one.code] : [])));
  return (
    <>
      <div class="table-note">
        <LevelSwitch level={level} />
      </div>
      <p class="table-note muted small">
        {INTERVAL_WORDS} {COVERAGE_WORDS} {areaFilterWords(filter.value)}
      </p>
      <DataTable
        caption={say('Guns exported from and imported into each {one}, {per}', { one, per: answer.per })}
        columns={columnsOf(level)}
        rows={answer.items}
        rowId={({ code }) => code}
        rowLabel={areaRowLabel}
        isSelected={({ code }) => selected.has(code)}
        onSelect={({ code }, add) => selectArea(level, code, add)}
        manyAre={AREA_WORDS[level].many}
        footer={<AreasFooter {...answer} level={level} />}
      />
    </>
  );
}

/** An area's detail tells of its flows, which it only knows while they are shown by areas like it. */
function selectArea(level: BalanceLevel, code: string, add: boolean): void {
  if (flowLevel.value !== level) changePage({ level }, 'same');
  select({ kind: 'area', code }, add);
}

const AreasFooter = ({ items, totals, per, level }: AreaBalance & { level: BalanceLevel }) => (
  <p class="table-foot muted small">
    {items.some(hasFew) && `${FEW_WORDS} `}
    {say('Rates are {per}. {chanceWords} {totals}', {
      per,
      chanceWords: CHANCE_WORDS,
      totals: totalsWords(totals, level),
    })}
  </p>
);

const SWITCH_WORDS = { state: say('States'), county: say('Counties') } as const satisfies Record<
  BalanceLevel,
  string
>;

/** By state or by county, as the flows on the map. */
function LevelSwitch({ level }: { level: BalanceLevel }) {
  return (
    <fieldset class="switch" aria-label={say('Areas are')}>
      {BALANCE_LEVELS.map((one) => (
        <button
          key={one}
          type="button"
          class="button small"
          aria-pressed={one === level}
          onClick={() => changePage({ level: one }, 'same')}
        >
          {SWITCH_WORDS[one]}
        </button>
      ))}
    </fieldset>
  );
}
