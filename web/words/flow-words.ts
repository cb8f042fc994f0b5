import type { Flows } from '../../domain/responses.ts';
import { formatCount, guns } from './format.ts';

/** How closely a gun's places must be known to be counted at a level. */
const LEVEL_KNOWN = { state: 'the state', county: 'the county', zip: 'the ZIP', cell: 'the street' } as const;

/** How many guns are on the lines of a map, and where the others are: `1,204 guns on lines, 310 stayed, …` */
export function onLinesWords({ level, totals }: Pick<Flows, 'level' | 'totals'>): string {
  const { drawn, notDrawn, withinArea, withinCluster, unplaced, suppressed } = totals;
  const others =
    level === 'state' || level === 'county' ? 'smaller flows' : 'flows that are smaller or elsewhere,';
  const parts = [
    `${guns(drawn)} on lines`,
    `${formatCount(withinArea)} stayed`,
    withinCluster > 0 ? `${formatCount(withinCluster)} between places drawn as one` : '',
    notDrawn > 0 ? `${formatCount(notDrawn)} on ${others} not drawn` : '',
    unplaced > 0 ? `${formatCount(unplaced)} not known to ${LEVEL_KNOWN[level]} at both ends` : '',
    suppressed > 0 ? `${formatCount(suppressed)} withheld` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}
