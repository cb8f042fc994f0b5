import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import { crossTable } from '../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { isSmall, primaryMarks, USUAL_THRESHOLD } from '../../domain/disclosure/marks.ts';
import { publicationDimensions, toldCells } from '../../domain/publication.ts';
import type { PublishedCount } from '../../domain/snapshots.ts';
import { readOfAgency } from '../../server/agencies/read-of-agency.ts';
import type { Database } from '../../server/database/connection.ts';
import { boundsOf } from '../../server/disclosure/audit-bounds.ts';
import { protectTable } from '../../server/disclosure/protect-table.ts';
import { countGuns, readGunsOfYear } from '../../server/snapshots/count-year.ts';
import { sdcTableCase } from '../../test/helpers/count-table.ts';
import { madeUpYear } from '../../test/helpers/made-up-year.ts';
import { withFolder } from '../bench-database.ts';
import { loadDemoRegion, withDatabaseOf } from '../demo-region.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, exactly, missing, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import { releaseYears } from '../release-years.ts';
import { glpkBounds, whyNoGlpk } from './glpk-bounds.ts';

const SEED = 20;
const MADE_UP_TABLES = 20;
/** Of each table. */
const MOST_COUNTS = 400;
const MOST_DIFFERENCE = 1e-6;

/** A table as it is, and what is told of it. */
interface Case {
  readonly table: AdditiveTable;
  readonly marks: readonly Mark[];
  readonly cells: readonly PublishedCount[];
  readonly threshold: number;
}

/** What two programs find of small counts. */
interface Found {
  readonly looked: number;
  /** The largest difference of an end. */
  readonly apart: number;
  /** Known more closely than that they are small, by GLPK. */
  readonly tooClose: number;
}

/**
 * The ends between which small counts can lie by what is published, as the audit finds them (HiGHS, with the true counts to start from), held
 * against what GLPK finds from the published cells alone: of all that the demo region's agencies can release, and of made-up years.
 */
export async function measureDisclosureBounds(): Promise<Measurement[]> {
  const absent = whyNoGlpk();
  if (absent !== null) return [missing('bounds compared with GLPK', absent, 'counts', '>= 1')];
  return withFolder(async (folder) => {
    const environment = await loadDemoRegion(folder);
    const released = await withDatabaseOf(environment, releasedCases);
    const random = new Random(SEED);
    const years = Array.from({ length: MADE_UP_TABLES }, () => madeUpYear(random));
    const safe = (table: AdditiveTable) => protectTable(table, USUAL_THRESHOLD)?.marks ?? null;
    const demo = compare(released, random, folder);
    const madeUp = compare(casesOf(years, safe), random, folder);
    // Where ends lie between those that the words themselves tell, which is where the two programs could differ most.
    const leaky = compare(
      casesOf(years, (table) => primaryMarks(table, USUAL_THRESHOLD)),
      random,
      folder,
    );
    const leakily = 'the same years with only small counts kept back';
    return [
      reported('years that the demo region released', released.length, 'tables'),
      ...measurementsOf('the demo region', demo),
      ...measurementsOf(`${MADE_UP_TABLES} made-up years`, madeUp),
      atMost(`${leakily}: largest difference of an end to GLPK's`, leaky.apart, 'guns', MOST_DIFFERENCE),
      atLeast(`${leakily}: small counts known more closely by GLPK's bounds`, leaky.tooClose, 'counts', 1),
      exactly("refused by GLPK's bounds: sdcTable's 4 x 4 table", refusals(folder), 'tables', 1),
    ];
  });
}

const measurementsOf = (of: string, { looked, apart, tooClose }: Found): Measurement[] => [
  atLeast(`small counts of ${of} (at most ${MOST_COUNTS} of a table, drawn by seed)`, looked, 'counts', 1),
  atMost(`${of}: largest difference of an end to GLPK's`, apart, 'guns', MOST_DIFFERENCE),
  exactly(`${of}: small counts known more closely by GLPK's bounds`, tooClose, 'counts', 0),
];

function compare(cases: readonly Case[], random: Random, folder: string): Found {
  const found = cases.map(({ table, marks, cells, threshold }): Found => {
    const all = table.counts.flatMap((count, cell) => (isSmall(count, threshold) ? [cell] : []));
    const small = drawn(all, random);
    const own = boundsOf(table, marks, threshold, small);
    const theirs = glpkBounds({ cells, sums: table.sums, threshold }, small, folder);
    const ends = small.map((cell) => {
      const [mine, other] = [own.get(cell), theirs.get(cell)];
      if (mine === undefined || other === undefined) throw new Error(`Cell ${cell} has no bounds.`);
      return { apart: Math.max(Math.abs(mine.low - other.low), Math.abs(mine.high - other.high)), ...other };
    });
    const tooClose = ends.filter(
      ({ low, high }) => low > 1 + MOST_DIFFERENCE || high < threshold - 1 - MOST_DIFFERENCE,
    );
    const apart = Math.max(0, ...ends.map((end) => end.apart));
    return { looked: small.length, apart, tooClose: tooClose.length };
  });
  return {
    looked: found.reduce((sum, one) => sum + one.looked, 0),
    apart: Math.max(0, ...found.map((one) => one.apart)),
    tooClose: found.reduce((sum, one) => sum + one.tooClose, 0),
  };
}

/** At most as many of them as are looked at, each as likely as any other. */
function drawn(cells: readonly number[], random: Random): number[] {
  const left = [...cells];
  const count = Math.min(MOST_COUNTS, left.length);
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat();
}

/** Every year that is over of every agency, released as it would be. */
async function releasedCases(database: Database): Promise<Case[]> {
  const cases: Case[] = [];
  for (const { publisher, snapshots } of await releaseYears(database)) {
    for (const { year, plan, cells } of snapshots) {
      const guns = await readOfAgency(database, publisher.agencyId, (read) =>
        readGunsOfYear(read, publisher.agency, year),
      );
      const table = crossTable(publicationDimensions(plan), countGuns(guns, plan));
      const marks = cells.map((told) => (typeof told === 'number' ? 'shown' : told));
      cases.push({ table, marks, cells, threshold: plan.threshold });
    }
  }
  return cases;
}

/** Tables by the marks that are found for them; those without any are left out, as they are not published. */
function casesOf(
  tables: readonly AdditiveTable[],
  marksOf: (table: AdditiveTable) => readonly Mark[] | null,
): Case[] {
  return tables.flatMap((table) => {
    const marks = marksOf(table);
    if (marks === null) return [];
    return [{ table, marks, cells: toldCells(table.counts, marks), threshold: USUAL_THRESHOLD }];
  });
}

/** Tables of which GLPK finds a small count that two kept back in every row and column do not protect. */
function refusals(folder: string): number {
  const { table, marks, threshold, solved } = sdcTableCase();
  const told = { cells: toldCells(table.counts, marks), sums: table.sums, threshold };
  const bounds = glpkBounds(told, [solved], folder).get(solved);
  const count = table.counts[solved] ?? Number.NaN;
  return bounds !== undefined && Math.max(bounds.high - count, count - bounds.low) <= MOST_DIFFERENCE ? 1 : 0;
}
