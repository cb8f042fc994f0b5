import type { Flows } from '../../domain/responses.ts';
import { formatCount, guns } from './format.ts';
import { say } from './say.ts';

/** How closely a gun's places must be known to be counted at a level. */
const LEVEL_KNOWN = {
  state: say('the state'),
  county: say('the county'),
  zip: say('the ZIP'),
  cell: say('the street'),
} as const;

const MOST_NAMED = 5;

/** What a map of flows shows, for who does not see it: its largest flows, the largest that stayed, and where the others are. */
export function flowsInWords({
  level,
  totals,
  features,
  nodes,
}: Pick<Flows, 'level' | 'totals' | 'features' | 'nodes'>): string {
  if (totals.count === 0) return say('There are no flows to show.');
  const largest = features
    .toSorted((a, b) => b.properties.count - a.properties.count)
    .slice(0, MOST_NAMED)
    .map(({ properties: { originName, destinationName, count } }) =>
      say('from {originName} to {destinationName} ({count})', {
        originName,
        destinationName,
        count: guns(count),
      }),
    );
  const [most] = nodes.map(({ properties }) => properties).toSorted((a, b) => b.stayed - a.stayed);
  return [
    largest.length === 0 ? '' : say('The largest flows go {largest}.', { largest: largest.join(', ') }),
    most === undefined || most.stayed === 0
      ? ''
      : say('Most that stayed did so in {name} ({stayed}).', { name: most.name, stayed: guns(most.stayed) }),
    onLinesWords({ level, totals }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** How many guns are on the lines of a map, and where the others are: `1,204 guns on lines, 310 stayed, …` */
export function onLinesWords({ level, totals }: Pick<Flows, 'level' | 'totals'>): string {
  const { drawn, notDrawn, withinArea, withinCluster, unplaced, suppressed } = totals;
  const others =
    level === 'state' || level === 'county'
      ? say('smaller flows')
      : say('flows that are smaller or elsewhere,');
  const parts = [
    say('{drawn} on lines', { drawn: guns(drawn) }),
    say('{stayed} stayed', { stayed: formatCount(withinArea) }),
    withinCluster > 0
      ? say('{count} between places drawn as one', { count: formatCount(withinCluster) })
      : '',
    notDrawn > 0 ? say('{count} on {others} not drawn', { count: formatCount(notDrawn), others }) : '',
    unplaced > 0
      ? say('{count} not known to {level} at both ends', {
          count: formatCount(unplaced),
          level: LEVEL_KNOWN[level],
        })
      : '',
    suppressed > 0 ? say('{count} withheld', { count: formatCount(suppressed) }) : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}
