import type { Brush } from '../charts/month-brush.ts';
import type { PlayMode } from '../charts/month-steps.ts';
import { brushLength } from '../charts/month-steps.ts';
import { countOf, guns } from './format.ts';
import { daysOfMonths, describeDays } from './month-range.ts';
import { say } from './say.ts';

/** What is shown while months are played: `Jan–Mar 2025, window of 3 months: 412 guns recovered`. */
export function playWords(brush: Brush, mode: PlayMode, recovered?: number): string {
  const { recoveredFrom, recoveredTo } = daysOfMonths(brush.first, brush.last);
  const length = brushLength(brush);
  const how =
    mode === 'cumulative'
      ? say('cumulative')
      : say('window of {months}', { months: countOf(length, say('month'), say('months')) });
  const count = recovered === undefined ? '' : say(': {recovered} recovered', { recovered: guns(recovered) });
  return `${describeDays(recoveredFrom, recoveredTo)}, ${how}${count}`;
}
