import type { ComponentChildren } from 'preact';
import type { Figure, StateBalance, StateBalanceItem } from '../../domain/responses.ts';
import { flowLevel } from '../state/map-data.ts';
import { changePage, filter, page, select } from '../state/page.ts';
import { stateBalance } from '../state/tables.ts';
import { formatCount, formatRate, formatShare } from '../words/format.ts';
import {
  CHANCE_WORDS,
  COVERAGE_WORDS,
  FEW_WORDS,
  INTERVAL_WORDS,
  rateRange,
  shareRange,
  stateFilterWords,
  stateRowLabel,
  totalsWords,
} from '../words/state-balance-words.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorNote } from './error-note.tsx';

const COLUMNS: readonly Column<StateBalanceItem>[] = [
  { id: 'name', label: 'State', value: ({ name }) => name, cell: ({ name }) => name },
  {
    id: 'exported',
    label: 'Exported',
    title: 'Guns traced to a dealer in this state and recovered in another',
    isNumber: true,
    side: 'sold',
    value: ({ exported }) => exported,
    cell: ({ exported }) => formatCount(exported),
  },
  {
    id: 'exportedRate',
    label: 'Exported per 100,000',
    title: 'Exported guns per 100,000 inhabitants of the 2020 census, with the 95 % interval',
    isNumber: true,
    side: 'sold',
    value: ({ exportedPer100000 }) => exportedPer100000?.value ?? null,
    cell: ({ exportedPer100000 }) => rateCell(exportedPer100000),
  },
  {
    id: 'imported',
    label: 'Imported',
    title: 'Guns recovered in this state and traced to a dealer in another',
    isNumber: true,
    side: 'recovered',
    value: ({ imported }) => imported,
    cell: ({ imported }) => formatCount(imported),
  },
  {
    id: 'importedRate',
    label: 'Imported per 100,000',
    title: 'Imported guns per 100,000 inhabitants of the 2020 census, with the 95 % interval',
    isNumber: true,
    side: 'recovered',
    value: ({ importedPer100000 }) => importedPer100000?.value ?? null,
    cell: ({ importedPer100000 }) => rateCell(importedPer100000),
  },
  {
    id: 'ratio',
    label: 'Ratio',
    title: 'Exported guns for each one imported, with the 95 % interval',
    isNumber: true,
    value: ({ ratio }) => ratio?.value ?? null,
    cell: ({ ratio }) => rateCell(ratio),
  },
  {
    id: 'short',
    label: 'Within 3 years',
    title:
      'Part of the exported guns of known time-to-crime that were sold within 3 years of recovery (1,095 days)',
    isNumber: true,
    value: ({ shortShare }) => shortShare?.value ?? null,
    cell: ({ shortShare }) => shortShareCell(shortShare),
  },
  {
    id: 'stayed',
    label: 'Stayed',
    title: 'Guns sold and recovered in this state',
    isNumber: true,
    value: ({ stayed }) => stayed,
    cell: ({ stayed }) => formatCount(stayed),
  },
  {
    id: 'population',
    label: 'Inhabitants',
    title: 'Resident population at the 2020 census',
    isNumber: true,
    value: ({ population }) => population,
    cell: ({ population }) => (population === null ? 'unknown' : formatCount(population)),
  },
];

function rateCell(figure: Figure | null): ComponentChildren {
  if (figure === null) return '–';
  return withRange(formatRate(figure.value), rateRange(figure), figure.few);
}

function shortShareCell(share: StateBalanceItem['shortShare']): ComponentChildren {
  if (share === null) return '–';
  return withRange(
    `${formatShare(share.value)} of ${formatCount(share.known)}`,
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

const hasFew = ({ exportedPer100000, importedPer100000, ratio, shortShare }: StateBalanceItem) =>
  [exportedPer100000, importedPer100000, ratio, shortShare].some((figure) => figure?.few);

/** Guns exported from and imported into each state. */
export function StatesTable() {
  const { answer, error } = stateBalance.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={stateBalance.retry} />;
  if (answer === null) return <p class="empty muted">Counting guns by state…</p>;
  if (answer.items.length === 0) {
    return (
      <p class="empty muted">
        No gun of this selection was traced from a known state to a known state. Widen the dates or take off a
        filter.
      </p>
    );
  }
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === 'area' ? [one.code] : [])));
  return (
    <>
      <p class="table-note muted small">
        {INTERVAL_WORDS} {COVERAGE_WORDS} {stateFilterWords(filter.value)}
      </p>
      <DataTable
        caption={`Guns exported from and imported into each state, ${answer.per}`}
        columns={COLUMNS}
        rows={answer.items}
        rowId={({ code }) => code}
        rowLabel={stateRowLabel}
        isSelected={({ code }) => selected.has(code)}
        onSelect={({ code }, add) => selectState(code, add)}
        footer={<StatesFooter {...answer} />}
      />
    </>
  );
}

/** A state's detail tells of its flows, which it only knows while they are shown by state. */
function selectState(code: string, add: boolean): void {
  if (flowLevel.value !== 'state') changePage({ level: 'state' }, 'same');
  select({ kind: 'area', code }, add);
}

const StatesFooter = ({ items, totals, per }: StateBalance) => (
  <p class="table-foot muted small">
    {items.some(hasFew) && `${FEW_WORDS} `}
    Rates are {per}. {CHANCE_WORDS} {totalsWords(totals)}
  </p>
);
