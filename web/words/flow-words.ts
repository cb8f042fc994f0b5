import type { Flows } from '../../domain/responses.ts';
import { formatCount, guns } from './format.ts';

/** How closely a gun's places must be known to be counted at a level. */
const LEVEL_KNOWN = { state: 'the state', county: 'the county', zip: 'the ZIP', cell: 'the street' } as const;

const MOST_NAMED = 5;

/** What a map of flows shows, for who does not see it: its largest flows, the largest that stayed, and where the others are. */
export function flowsInWords({
  level,
  totals,
  features,
  nodes,
}: Pick<Flows, 'level' | 'totals' | 'features' | 'nodes'>): string {
  if (totals.count === 0) return 'There are no flows to show.';
  const largest = features
    .toSorted((a, b) => b.properties.count - a.properties.count)
    .slice(0, MOST_NAMED)
    .map(
      ({ properties: { originName, destinationName, count } }) =>
        `from ${originName} to ${destinationName} (${guns(count)})`,
    );
  const [most] = nodes.map(({ properties }) => properties).toSorted((a, b) => b.stayed - a.stayed);
  return [
    largest.length === 0 ? '' : `The largest flows go ${largest.join(', ')}.`,
    most === undefined || most.stayed === 0
      ? ''
      : `Most that stayed did so in ${most.name} (${guns(most.stayed)}).`,
    onLinesWords({ level, totals }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

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
