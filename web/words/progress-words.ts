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

export const INTERVENTION_KIND_WORDS: Readonly<Record<InterventionKind, string>> = {
  dealer_oversight: 'Inspection or oversight of dealers',
  trafficking_case: 'Trafficking investigation',
  policing: 'Patrol or search for guns',
  buyback: 'Buyback',
  outreach: 'Outreach or violence interruption',
  law: 'Law or policy',
  other: 'Something else',
};

export const OUTCOME_LABELS: Readonly<Record<ProgressOutcome, string>> = {
  new_crime_guns: 'New crime guns: recovered within a year of their sale',
  traced_guns: 'All guns traced to a dealer',
  short_share: 'Part sold within 3 years',
  hotspot_guns: 'Guns recovered in what were hotspots before',
};

export const CHART_WORDS: Readonly<Record<ProgressChart['chart'], string>> = {
  'cusum-fewer': 'Sum of what is missing (CUSUM, for fewer)',
  'cusum-more': 'Sum of what is too many (CUSUM, for more)',
  ewma: 'Weighted mean of the months (EWMA)',
};

export const STANDING_WORDS: Readonly<Record<StandingKind, string>> = {
  'on-course': 'On course',
  'off-course': 'Off course',
  open: 'Open',
  refused: 'No answer yet',
};

/** `since 1 May 2024`, `1 May to 30 Jun 2024`. */
export const spanWords = ({ startedOn, endedOn }: Pick<Intervention, 'startedOn' | 'endedOn'>): string =>
  endedOn === null ? `since ${formatDay(startedOn)}` : `${formatDay(startedOn)} to ${formatDay(endedOn)}`;

/** `In 12 cells of about 5.2 km² that were hotspots …`. */
export const hotspotsWords = ({ cells, squareKm, from, to }: HotspotCellsCounted): string =>
  `In ${cells === 1 ? 'one cell' : `${formatCount(cells)} cells`} of about ${squareKm} km² ${cells === 1 ? 'that was a hotspot' : 'that were hotspots'} (Gi*, 99 %) from ${formatMonth(from)} to ${formatMonth(to)}`;

interface Ratio {
  readonly value: number | null;
  readonly low: number;
  readonly high: number | null;
}

/** `38 % fewer (51 % fewer to 21 % fewer)`. */
export function ratioRange({ value, low, high }: Ratio, outcome: ProgressOutcome): string {
  const words = (ratio: number) => changeWords(ratio, outcome);
  const range = high === null ? `${words(low)}, or more` : `${words(low)} to ${words(high)}`;
  return value === null ? `none before (${range})` : `${words(value)} (${range})`;
}
