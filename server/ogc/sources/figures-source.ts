import { z } from 'zod';
import type { ColumnType, ExportColumn } from '../../../domain/exports/export-column.ts';
import { exportDictionary } from '../../../domain/exports/export-dictionary.ts';
import type { ExportLayer } from '../../../domain/exports/export-layers.ts';
import { geometryOf } from '../../../domain/exports/export-layers.ts';
import { selectRows } from '../../database/connection.ts';
import { KeptInScope } from '../../database/kept-in-scope.ts';
import type { ScopedRead } from '../../database/with-scope.ts';
import type { ExportFeature, ExportQuestion } from '../../exports/export-pages.ts';
import { READ_EXPORT_PAGE } from '../../exports/export-pages.ts';
import type { Cursor } from '../../http/cursor.ts';
import { resolveCorridors } from '../../traces/resolve-corridors.ts';
import { cql2Sql } from '../cql2/cql2-sql.ts';
import type { FeatureSource } from '../feature-source.ts';
import { pageOf } from '../feature-source.ts';
import { afterNumber } from './after-number.ts';
import { queryables } from './queryables.ts';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  integer: 'float8',
  real: 'float8',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
};

/** A name as PostgreSQL takes it; ours have letters and digits alone. */
const column = (name: string) => `f."${name}"`;

/**
 * Figures that are computed from records: all of them are, and those that are asked for are told. The database itself says which
 * those are, so that a filter means the same everywhere.
 */
export function figuresSource(layer: ExportLayer): FeatureSource {
  const columns = exportDictionary(layer);
  const hasGeometry = geometryOf(layer) !== null;
  const asked = queryables(
    columns,
    Object.fromEntries(columns.map(({ name }) => [name, column(name)])),
    hasGeometry ? { sql: PLACE, srid: 4326 } : null,
  );
  return {
    columns,
    queryable: new Set(columns.map(({ name }) => name)),
    hasGeometry,
    async find(read, { asked: question, where, limit, after }) {
      const all = await readAll(read, layer, question);
      const matching = where === null ? all : await thoseWhere(read, all, columns, cql2Sql(where, asked));
      if (typeof all[0]?.id === 'number') afterNumber(after);
      const later = after === null ? matching : matching.filter(({ id }) => compareIds(id, after) > 0);
      return pageOf(later, limit, matching.length);
    },
    async one(read, question, id) {
      const all = await readAll(read, layer, question);
      return all.find((feature) => String(feature.id) === id) ?? null;
    },
  };
}

/** A program asks for page after page of the same; dealers of a whole country are some 60 MB. */
const kept = new KeptInScope<readonly ExportFeature[]>(4);

/** All of them, in the order of their ids. */
async function readAll(
  read: ScopedRead,
  layer: ExportLayer,
  question: ExportQuestion,
): Promise<readonly ExportFeature[]> {
  const asked = { ...question, filter: await resolveCorridors(read.trx, question.filter) };
  return kept.get(read, [layer, JSON.stringify(asked)], async () => {
    const features = await readPages(read, layer, asked);
    return features.sort((a, b) => compareIds(a.id, b.id));
  });
}

async function readPages(
  read: ScopedRead,
  layer: ExportLayer,
  asked: ExportQuestion,
): Promise<ExportFeature[]> {
  const features: ExportFeature[] = [];
  let after: Cursor | null = null;
  do {
    const page: Awaited<ReturnType<(typeof READ_EXPORT_PAGE)[ExportLayer]>> = await READ_EXPORT_PAGE[layer](
      read,
      asked,
      after,
    );
    features.push(...page.features);
    after = page.next;
  } while (after !== null);
  return features;
}

/** Numbers by size, texts by their characters: the same on every machine. */
function compareIds(one: number | string, other: number | string): number {
  if (typeof one === 'number') return one - Number(other);
  const text = String(other);
  return one < text ? -1 : one > text ? 1 : 0;
}

const PLACE = 'ST_SetSRID(ST_GeomFromGeoJSON(f.place), 4326)';

const matchRow = z.object({ at: z.number() });

/** Those for which a condition on `f` holds; of each the database is told no more than the condition asks of. */
async function thoseWhere(
  { trx }: ScopedRead,
  features: readonly ExportFeature[],
  columns: readonly ExportColumn[],
  condition: ReturnType<typeof cql2Sql>,
): Promise<readonly ExportFeature[]> {
  const needed = columns.filter(({ name }) => condition.sql.includes(column(name)));
  const isPlaced = condition.sql.includes(PLACE);
  const rows = features.map(({ geometry, properties }, at) => ({
    at,
    ...Object.fromEntries(needed.map(({ name }) => [name, properties[name] ?? null])),
    ...(isPlaced && geometry !== null && { place: JSON.stringify(geometry) }),
  }));
  const types = needed.map(({ name, type }) => `"${name}" ${SQL_TYPES[type]}`);
  const found = await selectRows(
    trx,
    matchRow,
    `SELECT f.at FROM jsonb_to_recordset(:rows::jsonb) AS f (${['at int', 'place text', ...types].join(', ')})
     WHERE ${condition.sql} ORDER BY f.at`,
    { ...condition.bindings, rows: JSON.stringify(rows) },
  );
  return found.flatMap(({ at }) => features[at] ?? []);
}
