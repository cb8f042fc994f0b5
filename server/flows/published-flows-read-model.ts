import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { PublishedFlows } from '../../domain/responses.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { notFound } from '../errors.ts';
import { flowCollection } from './flow-collection.ts';
import type { FlowCounts, FlowNodes } from './flow-counts.ts';
import { UNKNOWN_TIMES } from './flow-counts.ts';

export interface PublishedFlowsQuestion {
  /** The newest there is when null. */
  readonly year: number | null;
  /** USPS codes; empty means all. */
  readonly recoveryStates: readonly string[];
  readonly sourceStates: readonly string[];
  readonly limit: number;
}

const yearRow = z.object({ year: z.number(), import_batch_id: z.number(), file_name: z.string() });
const flowRow = z.object({
  source_state: z.string().nullable(),
  recovery_state: z.string().nullable(),
  count: z.number(),
});
/**
 * ATF's published counts of one year. Where a year was imported more than once the latest batch counts alone. Sources
 * outside the United States have no place: they are in `totals.unplaced`. A year asked for that was not imported is a
 * 404; while none has been imported, the newest is no flows of no year.
 */
export async function readPublishedFlows(
  read: ScopedRead,
  { year, recoveryStates, sourceStates, limit }: PublishedFlowsQuestion,
): Promise<PublishedFlows> {
  const batches = await selectRows(
    read.trx,
    yearRow,
    `SELECT DISTINCT ON (p.year) p.year, p.import_batch_id, b.file_name
     FROM published_flow p LEFT JOIN import_batch b ON b.id = p.import_batch_id
     ORDER BY p.year DESC, p.import_batch_id DESC`,
  );
  const years = batches.map((batch) => batch.year).reverse();
  const chosen = year === null ? batches[0] : batches.find((batch) => batch.year === year);
  if (chosen === undefined) {
    if (year === null) return { ...collectionOf([], new Map(), limit), year, years, source: null };
    throw notFound(
      years.length === 0
        ? told('There is no published state table of {year}. Import one of ATF’s yearly tables first.', {
            year,
          })
        : told('There is no published state table of {year}. Imported are {years}.', {
            year,
            years: years.join(', '),
          }),
    );
  }
  const rows = await selectRows(
    read.trx,
    flowRow,
    `SELECT source_state, recovery_state, sum(count) AS count FROM published_flow
     WHERE import_batch_id = :batch AND year = :year
       AND (cardinality(:recovery::text[]) = 0 OR recovery_state = ANY (:recovery::text[]))
       AND (cardinality(:source::text[]) = 0 OR source_state = ANY (:source::text[]))
     GROUP BY source_state, recovery_state`,
    {
      batch: chosen.import_batch_id,
      year: chosen.year,
      recovery: [...recoveryStates],
      source: [...sourceStates],
    },
  );
  const places = await readAreaPlaces(read, 'state');
  return { ...collectionOf(rows, places, limit), year: chosen.year, years, source: chosen.file_name };
}

type FlowRow = z.infer<typeof flowRow>;

/** ATF publishes no times-to-crime. */
function collectionOf(rows: readonly FlowRow[], places: AreaPlaces, limit: number) {
  const codes = [...places.keys()];
  const numberOf = (code: string | null) => 1 + codes.indexOf(code ?? '');
  const counts: FlowCounts = {
    flows: rows.length,
    origin: (flow) => numberOf(rows[flow]?.source_state ?? null),
    destination: (flow) => numberOf(rows[flow]?.recovery_state ?? null),
    count: (flow) => rows[flow]?.count ?? 0,
    timesToCrime: (flows) => flows.map(() => UNKNOWN_TIMES),
  };
  const nodes: FlowNodes = {
    length: 1 + codes.length,
    at(node) {
      const code = codes[node - 1];
      const place = code === undefined ? undefined : places.get(code);
      return code === undefined || place === undefined ? null : { code, areas: 1, ...place };
    },
  };
  return flowCollection(counts, nodes, { level: 'state', limit });
}
