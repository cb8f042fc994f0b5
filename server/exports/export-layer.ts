import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ExportFormatId, ExportLayer } from '../../domain/exports/export-layers.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import type { ExportFeature, ExportPage, ExportQuestion } from './export-pages.ts';
import { EXPORT_COLUMNS, exportNotice, READ_EXPORT_PAGE } from './export-pages.ts';
import { EXPORT_FORMAT } from './formats/export-formats.ts';

export interface ExportRequest extends ExportQuestion {
  readonly layer: ExportLayer;
  readonly format: ExportFormatId;
  /** Aborting stops the export between two pages and cancels the running statement. */
  readonly signal?: AbortSignal;
  /** Told which features each page has, before they go out. */
  readonly onFeatures?: (features: readonly ExportFeature[]) => void;
}

/**
 * Writes a layer under a filter to `writable`, which is left open; gives how many features it wrote. Nothing in it names a
 * person.
 */
export async function exportLayer(
  database: Database,
  scope: Scope,
  request: ExportRequest,
  writable: Writable,
): Promise<number> {
  const { layer, format, hotspots, signal, onFeatures } = request;
  let written = 0;
  const count = (features: readonly ExportFeature[]) => {
    onFeatures?.(features);
    written += features.length;
  };
  const pieces = EXPORT_FORMAT[format].write({
    columns: EXPORT_COLUMNS[layer],
    notice: exportNotice(layer, hotspots),
    pages: pagesOfLayer(database, scope, request, count),
  });
  for await (const piece of pieces) await write(writable, piece, signal);
  return written;
}

/**
 * Each page is a transaction of its own, so that a slow reader holds up nobody: rows that change meanwhile are as their page
 * found them.
 */
async function* pagesOfLayer(
  database: Database,
  scope: Scope,
  { layer, filter, flows, hotspots, signal }: ExportRequest,
  onFeatures: (features: readonly ExportFeature[]) => void,
): AsyncGenerator<readonly ExportFeature[]> {
  const limits = signal === undefined ? {} : { signal };
  let after: Cursor | null = null;
  do {
    const from: Cursor | null = after;
    const page: ExportPage = await withScope(database, scope, limits, async (read) => {
      const question = { filter: await resolveCorridors(read.trx, filter), flows, hotspots };
      return READ_EXPORT_PAGE[layer](read, question, from);
    });
    onFeatures(page.features);
    yield page.features;
    after = page.next;
  } while (after !== null);
}

/** Writes, and waits where the reader is slower than the database. */
async function write(
  writable: Writable,
  piece: string | Uint8Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!writable.write(piece)) await once(writable, 'drain', signal === undefined ? {} : { signal });
}
