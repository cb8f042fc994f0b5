import type { Writable } from 'node:stream';
import { chosenColumns } from '../../domain/exports/export-dictionary.ts';
import type { Scope } from '../../domain/scope.ts';
import { receivedEvents } from '../audit/received-events.ts';
import { recordAuditEvent, recordAuditEvents } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ExportRequest, WrittenExport } from './export-layer.ts';
import { exportLayer } from './export-layer.ts';
import type { ExportFeature } from './export-pages.ts';
import { ExportedData } from './exported-data.ts';

/** Who takes an export, for the audit log alone. */
export interface Exporter {
  readonly actor: string;
  /** What it is for, in their words; null where they did not say. */
  readonly purpose: string | null;
}

/**
 * {@link exportLayer}, in the audit log: before anything leaves, so that whatever becomes of it, it is known that it began;
 * and how many rows it was, whole or broken off. Every other agency whose data went out is told so by an event of its own.
 */
export async function exportRecorded(
  database: Database,
  scope: Scope,
  request: ExportRequest,
  { actor, purpose }: Exporter,
  writable: Writable,
): Promise<WrittenExport> {
  const subject = `${request.layer}.${request.format}`;
  const taken = {
    // Values are not recorded: they may tell of persons.
    filters: [...new Set(request.asked.map(([name]) => name))].sort().join(' '),
    ...(purpose !== null && { purpose }),
    ...(request.columns !== null && { columns: chosenColumns(request.layer, request.columns).length }),
  };
  const about = { actor, agencyId: request.taker.agencyId, subject };
  await database.knex.transaction((trx) =>
    recordAuditEvent(trx, { ...about, action: 'export.begun', detail: taken }),
  );
  const data = new ExportedData(request, scope);
  let complete = false;
  try {
    const onFeatures = (features: readonly ExportFeature[]) => data.add(features);
    const written = await exportLayer(database, scope, { ...request, onFeatures }, writable);
    complete = true;
    return written;
  } finally {
    const detail = { ...taken, rows: data.rows, complete };
    await database.knex.transaction(async (trx) => {
      const received = await receivedEvents(trx, about, (agency) => data.of(agency));
      await recordAuditEvents(trx, [{ ...about, action: 'export.finished', detail }, ...received]);
    });
  }
}
