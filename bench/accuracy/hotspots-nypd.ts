import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { cellToParent, latLngToCell } from 'h3-js';
import { z } from 'zod';
import { hotspotClass } from '../../domain/hotspots.ts';
import { IN_ENGLISH } from '../../domain/languages/speech.ts';
import { scopeOfInstallation } from '../../server/access/scope-of-request.ts';
import { openDatabase } from '../../server/database/open-database.ts';
import type { ScopedRead } from '../../server/database/with-scope.ts';
import { withScope } from '../../server/database/with-scope.ts';
import { readCellCounts } from '../../server/hotspots/cell-counts.ts';
import type { CellScores } from '../../server/hotspots/cell-scores.ts';
import { scoreCells } from '../../server/hotspots/cell-scores.ts';
import { tallyCells } from '../../server/hotspots/cell-tallies.ts';
import { readHotspotAccuracy } from '../../server/hotspots/hotspot-accuracy-read-model.ts';
import { hotspotQuestion } from '../../server/hotspots/hotspot-question.ts';
import type { StudyArea } from '../../server/hotspots/study-area.ts';
import { readStudyArea } from '../../server/hotspots/study-areas.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, exactly, quantile, reported } from '../measurement.ts';
import { sharedFile } from '../shared-data.ts';
import { runCommand } from '../tracemap-process.ts';
import { spdepLocalG, whyNoSpdep } from './spdep.ts';

const FILE = 'incidents/nypd_shootings_2006_2018.csv';
/** The cells that the map shows of a city at zoom 10 (0.7 km²), two rings of them: what is asked by itself there. */
const QUESTION = hotspotQuestion(new URLSearchParams('of=shootings&resolution=8'));
/** Points are kept with the cell of this resolution; larger cells are made of whole ones of it. */
const STORED_RESOLUTION = 9;
const YEAR = 2017;
/** Years whose shootings are held against the hotspots of the year before; the first in the file is 2006. */
const FORETOLD = Array.from({ length: 12 }, (_, index) => 2007 + index);
/** Both work with numbers of 53 bits and scores up to some tens; an error of method is larger by far. */
const MOST_DIFFERENCE = 1e-9;

const yearOf = (year: number) => ({ recoveredFrom: `${year}-01-01`, recoveredTo: `${year + 1}-01-01` });

/** New York's shootings, one row a victim: imported, their Gi* held against spdep's, and what a year's hotspots say of the next. */
export async function measureHotspotsNypd(): Promise<Measurement[]> {
  const file = sharedFile(FILE);
  return withFolder(async (folder) => {
    const environment = { TRACEMAP_DATA_DIR: folder, DATABASE_URL: '' };
    for (const command of [
      ['agency', 'add', 'NYPD', 'New York City', '--state', 'NY'],
      ['import', 'incidents', file, '--agency', 'NYPD'],
    ]) {
      const { code, output } = await runCommand(command, environment);
      if (code !== 0) throw new Error(`${command.join(' ')} ended with code ${code}: ${output}`);
    }
    const database = await openDatabase({ databaseUrl: null, dataDir: folder });
    try {
      const scope = await scopeOfInstallation(database);
      return await withScope(database, scope, {}, (read) => measure(read, file, folder));
    } finally {
      await database.close();
    }
  });
}

async function measure(read: ScopedRead, file: string, folder: string): Promise<Measurement[]> {
  const shootings = shootingsIn(file);
  const { all } = await tallied(read, await readStudyArea(read, {}, QUESTION), {});
  const area = await readStudyArea(read, yearOf(YEAR), QUESTION);
  const { count } = await tallied(read, area, yearOf(YEAR));
  const { tested } = scoreCells(
    area,
    { count, outOf: new Float64Array(count.length), all, placed: all, outside: 0 },
    'none',
  );
  if (tested === null) throw new Error(`Nothing of ${YEAR} was tested.`);
  return [
    exactly('shootings imported', all, 'shootings', shootings.length),
    exactly(
      `cells whose count of ${YEAR} is not the file's`,
      differingCells(area, count, shootings),
      'cells',
      0,
    ),
    reported('cells tested', area.cells.length, 'cells'),
    ...classCounts(tested),
    ...compareWithSpdep(area, count, tested, folder),
    ...(await measurePrediction(read)),
  ];
}

async function tallied(read: ScopedRead, area: StudyArea, dates: Parameters<typeof readCellCounts>[1]) {
  return tallyCells(area, await readCellCounts(read, dates, QUESTION));
}

const victimRow = z.object({
  INCIDENT_KEY: z.string(),
  OCCUR_DATE: z.string(),
  Latitude: z.coerce.number(),
  Longitude: z.coerce.number(),
});
type VictimRow = z.infer<typeof victimRow>;

/** One row an incident and day: each victim has a row of its own. Read without the importer. */
function shootingsIn(file: string): VictimRow[] {
  const rows = z.array(victimRow).parse(parse(readFileSync(file), { columns: true, bom: true }));
  return [
    ...new Map(rows.toReversed().map((row) => [`${row.INCIDENT_KEY} ${row.OCCUR_DATE}`, row])).values(),
  ];
}

function differingCells(area: StudyArea, count: Float64Array, shootings: readonly VictimRow[]): number {
  const own = new Map<string, number>();
  for (const { OCCUR_DATE, Latitude, Longitude } of shootings) {
    if (!OCCUR_DATE.endsWith(`/${YEAR}`)) continue;
    const cell = cellToParent(latLngToCell(Latitude, Longitude, STORED_RESOLUTION), area.resolution);
    own.set(cell, (own.get(cell) ?? 0) + 1);
  }
  const outside = [...own.keys()].filter((cell) => !area.numbers.has(cell)).length;
  return outside + area.cells.filter((cell, number) => (own.get(cell) ?? 0) !== count[number]).length;
}

type Tested = NonNullable<CellScores['tested']>;

const classesOf = ({ z: scores, adjustedP }: { z: ArrayLike<number>; adjustedP: ArrayLike<number> }) =>
  Array.from(scores, (score, cell) => hotspotClass(score, adjustedP[cell] ?? 1));

function classCounts(tested: Tested): Measurement[] {
  const classes = classesOf(tested);
  return (['hot99', 'hot95', 'cold95', 'cold99'] as const).map((name) =>
    reported(`of them ${name}`, classes.filter((one) => one === name).length, 'cells'),
  );
}

/** Cell by cell. Without spdep nothing is compared, and no figure says that it was. */
function compareWithSpdep(
  area: StudyArea,
  count: Float64Array,
  tested: Tested,
  folder: string,
): Measurement[] {
  const absent = whyNoSpdep();
  if (absent !== null) {
    process.stderr.write(`NOT COMPARED with spdep, nothing was measured of it: ${absent}\n`);
    return [reported('cells compared with spdep (not available: see above)', 0, 'cells')];
  }
  const spdep = spdepLocalG(count, area.neighbours, folder);
  process.stderr.write(`Compared with ${spdep.versions}.\n`);
  const largest = (own: Float64Array, other: readonly number[]) =>
    own.reduce((most, value, cell) => Math.max(most, Math.abs(value - (other[cell] ?? Number.NaN))), 0);
  const theirs = classesOf(spdep);
  return [
    exactly('cells compared with spdep', spdep.z.filter(Number.isFinite).length, 'cells', area.cells.length),
    atMost('largest |Δz| to spdep', largest(tested.z, spdep.z), '', MOST_DIFFERENCE),
    atMost('largest |Δp| to spdep', largest(tested.p, spdep.p), '', MOST_DIFFERENCE),
    exactly(
      'cells whose class is not that of spdep and p.adjust(BH)',
      classesOf(tested).filter((one, cell) => one !== theirs[cell]).length,
      'cells',
      0,
    ),
  ];
}

/** As `/api/hotspots/accuracy` tells it. Without a target: it is what these shootings did, not what a program can. */
async function measurePrediction(read: ScopedRead): Promise<Measurement[]> {
  const years = [];
  for (const year of FORETOLD)
    years.push(await readHotspotAccuracy(read, yearOf(year), QUESTION, IN_ENGLISH));
  const last = years.at(-1);
  if (last === undefined) throw new Error('No year was foretold.');
  const rates = years.map(({ hitRate }) => 100 * (hitRate?.value ?? Number.NaN));
  const indexes = years.map(({ predictionAccuracyIndex }) => predictionAccuracyIndex ?? Number.NaN);
  const range = (name: string, values: readonly number[], unit: string) => [
    reported(`${name}, 2007–2018, least`, Math.min(...values), unit),
    reported(`${name}, 2007–2018, median`, quantile(values, 0.5), unit),
    reported(`${name}, 2007–2018, most`, Math.max(...values), unit),
  ];
  return [
    reported(`hotspots of ${YEAR}, part of the area`, (100 * last.hotCells) / last.cells, '%'),
    reported(`shootings of ${YEAR + 1}`, last.count, 'shootings'),
    reported(`hit rate of ${YEAR + 1} in them`, rates.at(-1) ?? Number.NaN, '%'),
    reported(`PAI of ${YEAR + 1} in them`, indexes.at(-1) ?? Number.NaN, ''),
    ...range('hit rate', rates, '%'),
    ...range('PAI', indexes, ''),
  ];
}
