import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import type { ExportFormatId } from './export-formats.ts';
import { EXPORT_FORMAT } from './export-formats.ts';
import type { ExportFeature, ExportLayer, ExportPage, ExportQuestion } from './export-pages.ts';
import { EXPORT_COLUMNS, exportNotice, READ_EXPORT_PAGE } from './export-pages.ts';

export interface ExportRequest extends ExportQuestion {
  readonly layer: ExportLayer;
  readonly format: ExportFormatId;
  /** Aborting stops the export between two pages and cancels the running statement. */
  readonly signal?: AbortSignal;
  /** Told which features each page has, before they go out. */
  readonly onFeatures?: (features: readonly ExportFeature[]) => void;
}

/**
 * Writes a layer under a filter to `writable`, which is left open; gives how many features it wrote. Each page is a
 * transaction of its own, so that a slow reader holds up nobody: rows that change meanwhile are as their page found
 * them. Nothing in it names a person.
 */
export async function exportLayer(
  database: Database,
  scope: Scope,
  { layer, format, filter, flows, hotspots, signal, onFeatures }: ExportRequest,
  writable: Writable,
): Promise<number> {
  const { start, feature, end } = EXPORT_FORMAT[format];
  const columns = EXPORT_COLUMNS[layer];
  const notice = exportNotice(layer, hotspots);
  const limits = signal === undefined ? {} : { signal };
  let after: Cursor | null = null;
  let written = 0;
  do {
    const from: Cursor | null = after;
    const page: ExportPage = await withScope(database, scope, limits, async (read) => {
      const question = { filter: await resolveCorridors(read.trx, filter), flows, hotspots };
      return READ_EXPORT_PAGE[layer](read, question, from);
    });
    const head = from === null ? start(columns, notice) : '';
    const text =
      head +
      page.features
        .map((one, index) => feature(one, { columns, notice, isFirst: written + index === 0 }))
        .join('');
    onFeatures?.(page.features);
    if (text !== '') await write(writable, text, signal);
    written += page.features.length;
    after = page.next;
  } while (after !== null);
  if (end !== '') await write(writable, end, signal);
  return written;
}

/** Writes, and waits where the reader is slower than the database. */
async function write(writable: Writable, text: string, signal: AbortSignal | undefined): Promise<void> {
  if (!writable.write(text)) await once(writable, 'drain', signal === undefined ? {} : { signal });
}
