import type { Brush } from '../charts/month-brush.ts';
import type { PlayMode } from '../charts/month-steps.ts';
import { brushLength } from '../charts/month-steps.ts';
import { guns } from './format.ts';
import { daysOfMonths, describeDays } from './month-range.ts';

/** What is shown while months are played: `Jan–Mar 2025, window of 3 months: 412 guns recovered`. */
export function playWords(brush: Brush, mode: PlayMode, recovered?: number): string {
  const { recoveredFrom, recoveredTo } = daysOfMonths(brush.first, brush.last);
  const length = brushLength(brush);
  const how = mode === 'cumulative' ? 'cumulative' : `window of ${length} month${length === 1 ? '' : 's'}`;
  const count = recovered === undefined ? '' : `: ${guns(recovered)} recovered`;
  return `${describeDays(recoveredFrom, recoveredTo)}, ${how}${count}`;
}
