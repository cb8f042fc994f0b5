/** What is said of interventions, what came of them, and targets. */
import type {
  HotspotCellsCounted,
  Intervention,
  InterventionKind,
  ProgressChart,
  ProgressOutcome,
  StandingKind,
} from '../../domain/progress.ts';
import { changeWords } from '../../domain/progress-verdict.ts';
import { formatCount, formatDay, formatMonth } from './format.ts';
import { SPEECH, say } from './say.ts';

export const INTERVENTION_KIND_WORDS: Readonly<Record<InterventionKind, string>> = {
  dealer_oversight: say('Inspection or oversight of dealers'),
  trafficking_case: say('Trafficking investigation'),
  policing: say('Patrol or search for guns'),
  buyback: say('Buyback'),
  outreach: say('Outreach or violence interruption'),
  law: say('Law or policy'),
  other: say('Something else'),
};

export const OUTCOME_LABELS: Readonly<Record<ProgressOutcome, string>> = {
  new_crime_guns: say('New crime guns: recovered within a year of their sale'),
  traced_guns: say('All guns traced to a dealer'),
  short_share: say('Part sold within 3 years'),
  hotspot_guns: say('Guns recovered in what were hotspots before'),
};

export const CHART_WORDS: Readonly<Record<ProgressChart['chart'], string>> = {
  'cusum-fewer': say('Sum of what is missing (CUSUM, for fewer)'),
  'cusum-more': say('Sum of what is too many (CUSUM, for more)'),
  ewma: say('Weighted mean of the months (EWMA)'),
};

export const STANDING_WORDS: Readonly<Record<StandingKind, string>> = {
  'on-course': say('On course'),
  'off-course': say('Off course'),
  open: say('Open'),
  refused: say('No answer yet'),
};

/** `since 1 May 2024`, `1 May to 30 Jun 2024`. */
export const spanWords = ({ startedOn, endedOn }: Pick<Intervention, 'startedOn' | 'endedOn'>): string =>
  endedOn === null
    ? say('since {startedOn}', { startedOn: formatDay(startedOn) })
    : say('{startedOn} to {endedOn}', { startedOn: formatDay(startedOn), endedOn: formatDay(endedOn) });

/** `In 12 cells of about 5.2 km² that were hotspots …`. */
export const hotspotsWords = ({ cells, squareKm, from, to }: HotspotCellsCounted): string =>
  say('In {words} of about {squareKm} km² {words2} (Gi*, 99 %) from {from} to {to}', {
    words: cells === 1 ? say('one cell') : say('{cells} cells', { cells: formatCount(cells) }),
    squareKm,
    words2: cells === 1 ? say('that was a hotspot') : say('that were hotspots'),
    from: formatMonth(from),
    to: formatMonth(to),
  });

interface Ratio {
  readonly value: number | null;
  readonly low: number;
  readonly high: number | null;
}

/** `38 % fewer (51 % fewer to 21 % fewer)`. */
export function ratioRange({ value, low, high }: Ratio, outcome: ProgressOutcome): string {
  const words = (ratio: number) => changeWords(ratio, outcome, SPEECH);
  const range =
    high === null
      ? say('{low}, or more', { low: words(low) })
      : say('{low} to {high}', { low: words(low), high: words(high) });
  return value === null ? say('none before ({range})', { range }) : `${words(value)} (${range})`;
}
