import { CsvError, parse } from 'csv-parse/sync';
import { splitAddressParts } from '../normalise-address.ts';
import { placeAgreement } from './agreement.ts';
import type { OutgoingRequest, Provider, ProviderAnswer } from './provider.ts';
import { UnreadableAnswer } from './provider-error.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { Question } from './question.ts';

/** Its own count of what it had to change: `Non_Exact` corrected a name, a suffix or a ZIP. */
const SCORES: Readonly<Record<string, number>> = { Exact: 1, Non_Exact: 0.9 };

/**
 * The Census Bureau's batch geocoder: a CSV file of up to 10,000 addresses goes up, a CSV file comes back
 * (https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html). It interpolates in TIGER's ranges of numbers,
 * so nothing of it is better than `range`. Under load it breaks off, or answers with a page of HTML and HTTP 200.
 */
export function createCensusBatch({ censusUrl }: Pick<ProviderSettings, 'censusUrl'>): Provider {
  return {
    id: 'census',
    name: 'The Census Bureau’s geocoder',
    settings: 'TRACEMAP_CENSUS_URL',
    largestBatch: 10_000,
    // 10,000 addresses take it several minutes.
    pace: { requestsPerSecond: 1, timeoutMs: 15 * 60_000 },
    async ask(questions, http) {
      const answers = await http.send(await upload(censusUrl, questions), (body) => read(body, questions));
      return answers ?? questions.map(() => null);
    },
  };
}

async function upload(censusUrl: string, questions: readonly Question[]): Promise<OutgoingRequest> {
  // Rows are numbered anew for each file: no id of ours leaves. Questions have neither commas nor quotes.
  const rows = questions.map(({ street, city, state, zip }, row) =>
    [row, street, city, state, zip].map((cell) => cell ?? '').join(','),
  );
  const form = new FormData();
  form.append('benchmark', 'Public_AR_Current');
  form.append('addressFile', new Blob([`${rows.join('\r\n')}\r\n`], { type: 'text/csv' }), 'addresses.csv');
  const encoded = new Response(form);
  return {
    url: new URL(`${censusUrl}/locations/addressbatch`),
    method: 'POST',
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    body: Buffer.from(await encoded.arrayBuffer()),
  };
}

/** Answers in the order of the questions; a row that is missing or broken is null. */
function read(body: string, questions: readonly Question[]): (ProviderAnswer | null)[] {
  const answers: (ProviderAnswer | null)[] = questions.map(() => null);
  let rows = 0;
  // Line by line, as no value has line ends: a stray quote spoils its own row only.
  for (const line of body.split(/\r?\n/)) {
    const [id = '', , match, exactness, label, coordinates] = cellsOf(line);
    const question = /^\d+$/.test(id) ? questions[Number(id)] : undefined;
    if (question === undefined) continue;
    const answer = readRow(question, { match, exactness, label, coordinates });
    if (answer === null) continue;
    answers[Number(id)] = answer;
    rows += 1;
  }
  if (rows === 0) throw new UnreadableAnswer();
  return answers;
}

function cellsOf(line: string): string[] {
  if (line === '') return [];
  try {
    const [cells = []]: string[][] = parse(line);
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** The columns behind the address as asked; those after `match` are there for a match only. */
type ResultRow = Readonly<Record<'match' | 'exactness' | 'label' | 'coordinates', string | undefined>>;

function readRow(
  question: Question,
  { match, exactness, label, coordinates }: ResultRow,
): ProviderAnswer | null {
  if (match === 'No_Match') return { outcome: 'none' };
  if (match === 'Tie') return { outcome: 'several' };
  const score = SCORES[exactness ?? ''];
  const [, lon, lat] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(coordinates ?? '') ?? [];
  if (match !== 'Match' || score === undefined || lon === undefined || lat === undefined || !label)
    return null;
  const { parts, state, zip } = splitAddressParts(label);
  const agreement = placeAgreement(question, { cities: parts.slice(-1), state, zip });
  if (agreement === null) return { outcome: 'none' };
  return {
    outcome: 'found',
    lon: Number(lon),
    lat: Number(lat),
    precision: 'range',
    label,
    score: score * agreement,
  };
}
