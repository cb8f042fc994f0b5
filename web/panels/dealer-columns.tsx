import type { Dealer } from '../../domain/dealer-responses.ts';
import { formatCount, formatDays } from '../words/format.ts';
import { say } from '../words/say.ts';
import type { Column } from './data-table.tsx';

/** Columns that every table of dealers has. */
export const DEALER_NAME: Column<Dealer> = {
  id: 'name',
  label: say('Dealer'),
  value: ({ name }) => name,
  cell: ({ name }) => name,
};

export const DEALER_TRACES: Column<Dealer> = {
  id: 'traces',
  label: say('Guns traced'),
  isNumber: true,
  value: ({ traces }) => traces,
  cell: ({ traces }) => formatCount(traces),
};

export const DEALER_MEDIAN: Column<Dealer> = {
  id: 'median',
  label: say('Half within'),
  title: say('Median time-to-crime: half of the guns were recovered within this time of their sale'),
  isNumber: true,
  value: ({ medianTimeToCrimeDays }) => medianTimeToCrimeDays,
  cell: ({ medianTimeToCrimeDays: days }) => (days === null ? '–' : formatDays(days)),
};
