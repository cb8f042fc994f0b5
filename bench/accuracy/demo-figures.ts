import type { z } from 'zod';
import { dealerComparisonSchema, dealerDetailSchema, dealersSchema } from '../../domain/dealer-responses.ts';
import { interventionsSchema, progressSchema } from '../../domain/progress.ts';
import { timesToCrimeSchema } from '../../domain/times-to-crime-responses.ts';
import { fetchAsAsker } from '../asker.ts';
import { withFolder } from '../bench-database.ts';
import { endAgreements, loadDemoRegion, withDatabaseOf } from '../demo-region.ts';
import { writeAsked, writeDemoRows } from '../demo-rows.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, exactly, missing } from '../measurement.ts';
import { startServer } from '../tracemap-process.ts';
import type { Figures } from './r-figures.ts';
import { apart, figuresByR } from './r-figures.ts';
import { whyNoR } from './r-program.ts';

/** Agreement to six digits. */
const MOST_DIFFERENCE = 1e-6;
/** The ten figures, most of them with both ends of their interval. */
const VALUES = 25;
const DIGITS_TOLD = 8;

/**
 * Ten figures that a server answers of the demo region, held against what R works out from the rows alone. The region is loaded
 * for it, which takes some minutes.
 */
export async function measureDemoFigures(): Promise<Measurement[]> {
  const absent = whyNoR('survival');
  if (absent !== null) return [missing('figures compared with R', absent, 'values', `= ${VALUES}`)];
  return withFolder(async (folder) => {
    const environment = await loadDemoRegion(folder);
    await withDatabaseOf(environment, endAgreements);
    const server = await startServer(environment);
    try {
      const { figures, asked } = await readFigures(server.url);
      await withDatabaseOf(environment, (database) => writeDemoRows(database, folder));
      writeAsked(asked, folder);
      return compare(figures, figuresByR('demo-figures.R', folder));
    } finally {
      await server.stop();
    }
  });
}

function compare(own: Figures, theirs: Figures): Measurement[] {
  const names = [...new Set([...own.keys(), ...theirs.keys()])];
  const differences = names.map((name) => apart(own.get(name) ?? Number.NaN, theirs.get(name)));
  return [
    ...names.map((name, index) => ({
      metric: name,
      value: own.get(name) ?? null,
      unit: '',
      target: `${theirs.get(name)?.toPrecision(DIGITS_TOLD)} by R`,
      holds: (differences[index] ?? Number.POSITIVE_INFINITY) <= MOST_DIFFERENCE,
    })),
    exactly('values compared with R', differences.filter(Number.isFinite).length, 'values', VALUES),
    atMost('largest difference, as a part of the value', Math.max(...differences), '', MOST_DIFFERENCE),
  ];
}

/** What the server says, and what of it R must know to work out the same: which dealer, and which intervention. */
async function readFigures(url: string) {
  const ask = async <Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> => {
    const response = await fetchAsAsker(`${url}/api/${path}`);
    if (!response.ok) throw new Error(`/api/${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  };
  const today = new Date().toISOString().slice(0, 10);
  const times = await ask('time-to-crime?by=firearm_type&firearm_type=pistol,rifle', timesToCrimeSchema);
  const [first] = (await ask('dealers?sort=rank&limit=1', dealersSchema)).items;
  const [intervention] = (await ask('interventions', interventionsSchema)).items;
  if (first === undefined || intervention === undefined)
    throw new Error('The demo region has no dealer or intervention.');
  const dealer = await ask(`dealers/${first.id}`, dealerDetailSchema);
  const compared = await ask('dealers/comparison', dealerComparisonSchema);
  const progress = await ask(
    `interventions/${intervention.id}/progress?outcome=new_crime_guns`,
    progressSchema,
  );
  const filter = new URLSearchParams(intervention.filter);
  return {
    figures: new Map([
      ...figuresOfTimes(times),
      ...figuresOfDealers(dealer, compared),
      ...figuresOfProgress(progress),
    ]),
    asked: {
      dealer: String(first.id),
      started_on: intervention.startedOn,
      source_state: filter.get('source_state') ?? '',
      recovery_state: filter.get('recovery_state') ?? '',
      today,
    },
  };
}

interface Known {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const figure = (name: string, value: number | null | undefined): [string, number] => [
  name,
  value ?? Number.NaN,
];

const withInterval = (name: string, known: Known | null | undefined): [string, number][] => [
  figure(name, known?.value),
  figure(`${name}, low`, known?.low),
  figure(`${name}, high`, known?.high),
];

function figuresOfTimes({ groups, logRank }: z.infer<typeof timesToCrimeSchema>): [string, number][] {
  const pistols = groups.find(({ key }) => key === 'pistol');
  const left = (part: Known | null | undefined) => 1 - (part?.value ?? Number.NaN);
  return [
    ...withInterval('median time-to-crime of pistols', pistols?.median),
    figure('pistols not recovered yet after 1 year', left(pistols?.withinYear)),
    figure('pistols not recovered yet after 3 years', left(pistols?.withinThreeYears)),
    figure('log-rank of pistols and rifles, chi-square', logRank?.chiSquare),
    figure('log-rank of pistols and rifles, p', logRank?.p),
  ];
}

function figuresOfDealers(
  dealer: z.infer<typeof dealerDetailSchema>,
  { limits, concentration }: z.infer<typeof dealerComparisonSchema>,
): [string, number][] {
  // The last of the limits are told for the most sales at risk that any dealer has.
  const most = limits.at(-1)?.within998;
  return [
    ...withInterval('traces per 1,000 sold of the dealer ranked first', dealer.sales?.rate),
    figure('funnel, lower 99.8 % limit of the dealer with most sales at risk', most?.[0]),
    figure('funnel, upper 99.8 % limit of the dealer with most sales at risk', most?.[1]),
    ...withInterval('part sold within 3 years of the dealer ranked first', dealer.shortShare),
    figure('Gini of traces over dealers', concentration.gini.value),
    ...withInterval('its true rate as a multiple of that of all', dealer.sales?.ratio),
  ];
}

function figuresOfProgress({ beforeAfter, series }: z.infer<typeof progressSchema>): [string, number][] {
  return [
    ...withInterval('new crime guns, after to before', beforeAfter?.ratio),
    ...withInterval('new crime guns, beyond trend and season', 'refused' in series ? null : series.ratio),
  ];
}
