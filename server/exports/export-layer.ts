import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Role } from '../../domain/access.ts';
import { chosenColumns } from '../../domain/exports/export-dictionary.ts';
import type { ExportFormatId, ExportLayer } from '../../domain/exports/export-layers.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import { dictionaryCsv } from './dictionary-csv.ts';
import { documentsZip } from './documents-zip.ts';
import type { ExportFeature, ExportPage } from './export-pages.ts';
import { exportNotice, READ_EXPORT_PAGE } from './export-pages.ts';
import { readProvenance } from './export-provenance.ts';
import type { AskedExport } from './export-question.ts';
import { EXPORT_FORMAT } from './formats/export-formats.ts';

/** Who takes an export, without their name: their role, and the agency they do it for; null where for none alone. */
export interface ExportTaker {
  readonly role: Role | 'operator of the installation';
  readonly agencyId: number | null;
}

export interface ExportRequest extends AskedExport {
  readonly layer: ExportLayer;
  readonly format: ExportFormatId;
  /** For whom it is made, for its provenance. */
  readonly taker: ExportTaker;
  /** Aborting stops the export between two pages and cancels the running statement. */
  readonly signal?: AbortSignal;
  /** Told which features each page has, before they go out. */
  readonly onFeatures?: (features: readonly ExportFeature[]) => void;
}

/** What a file is called. */
export const exportName = (layer: ExportLayer, format: ExportFormatId): string =>
  `tracemap-${layer}.${format}`;

/** The documents of an export, by the names they have in its ZIP and beside its file. */
export const EXPORT_DOCUMENTS = { dictionary: 'dictionary.csv', provenance: 'provenance.json' } as const;

export interface WrittenExport {
  readonly rows: number;
  /** What goes with it, by the names of {@link EXPORT_DOCUMENTS}. */
  readonly documents: Readonly<Record<string, string>>;
}

/**
 * Writes a layer under a filter to `writable`, which is left open: the bare file, or with its documents as a ZIP. Nothing in it
 * names a person.
 */
export async function exportLayer(
  database: Database,
  scope: Scope,
  request: ExportRequest,
  writable: Writable,
): Promise<WrittenExport> {
  const { layer, format, hotspots, signal, onFeatures } = request;
  const columns = chosenColumns(layer, request.columns);
  const names = columns.map(({ name }) => name);
  const provenance = await withScope(database, scope, limitsOf(request), (read) =>
    readProvenance(read, request, names),
  );
  let rows = 0;
  let withoutPlace = 0;
  const count = (features: readonly ExportFeature[]) => {
    onFeatures?.(features);
    rows += features.length;
    for (const { geometry } of features) if (geometry === null) withoutPlace += 1;
  };
  const pieces = EXPORT_FORMAT[format].write({
    layer,
    columns,
    notice: exportNotice(layer, hotspots),
    provenance,
    pages: pagesOfLayer(database, scope, request, count),
  });
  const documents = {
    [EXPORT_DOCUMENTS.dictionary]: () => dictionaryCsv(columns),
    [EXPORT_DOCUMENTS.provenance]: () =>
      `${JSON.stringify({ ...provenance, rows, withoutPlace }, null, 2)}\n`,
  };
  const sent = request.withDocuments
    ? documentsZip({ name: exportName(layer, format), pieces, documents })
    : pieces;
  for await (const piece of sent) await write(writable, piece, signal);
  return {
    rows,
    documents: Object.fromEntries(Object.entries(documents).map(([name, text]) => [name, text()])),
  };
}

/**
 * Each page is a transaction of its own, so that a slow reader holds up nobody: rows that change meanwhile are as their page
 * found them.
 */
async function* pagesOfLayer(
  database: Database,
  scope: Scope,
  request: ExportRequest,
  onFeatures: (features: readonly ExportFeature[]) => void,
): AsyncGenerator<readonly ExportFeature[]> {
  const { layer, filter, flows, hotspots } = request;
  let after: Cursor | null = null;
  do {
    const from: Cursor | null = after;
    const page: ExportPage = await withScope(database, scope, limitsOf(request), async (read) => {
      const question = { filter: await resolveCorridors(read.trx, filter), flows, hotspots };
      return READ_EXPORT_PAGE[layer](read, question, from);
    });
    onFeatures(page.features);
    yield page.features;
    after = page.next;
  } while (after !== null);
}

const limitsOf = ({ signal }: ExportRequest) => (signal === undefined ? {} : { signal });

/** Writes, and waits where the reader is slower than the database. */
async function write(
  writable: Writable,
  piece: string | Uint8Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!writable.write(piece)) await once(writable, 'drain', signal === undefined ? {} : { signal });
}
