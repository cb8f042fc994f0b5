import type { Writable } from 'node:stream';
import type { Scope } from '../../domain/scope.ts';
import { receivedEvents } from '../audit/received-events.ts';
import { recordAuditEvent, recordAuditEvents } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ExportRequest } from './export-layer.ts';
import { exportLayer } from './export-layer.ts';
import type { ExportFeature } from './export-pages.ts';
import { ExportedData } from './exported-data.ts';

/** Who takes an export, for the audit log. */
export interface Exporter {
  readonly actor: string;
  /** The agency they do it for; null where for none alone. */
  readonly agencyId: number | null;
  /** Names of the parameters that narrow it. Their values are not recorded: they may tell of persons. */
  readonly parameters: readonly string[];
}

/**
 * {@link exportLayer}, in the audit log: before anything leaves, so that whatever becomes of it, it is known that it began;
 * and how many rows it was, whole or broken off. Every other agency whose data went out is told so by an event of its own.
 */
export async function exportRecorded(
  database: Database,
  scope: Scope,
  request: ExportRequest,
  exporter: Exporter,
  writable: Writable,
): Promise<number> {
  const { actor, agencyId, parameters } = exporter;
  const subject = `${request.layer}.${request.format}`;
  const filters = [...new Set(parameters)].sort().join(' ');
  const about = { actor, agencyId, subject };
  await database.knex.transaction((trx) =>
    recordAuditEvent(trx, { ...about, action: 'export.begun', detail: { filters } }),
  );
  const data = new ExportedData(request, scope);
  let complete = false;
  try {
    const onFeatures = (features: readonly ExportFeature[]) => data.add(features);
    await exportLayer(database, scope, { ...request, onFeatures }, writable);
    complete = true;
    return data.rows;
  } finally {
    const detail = { filters, rows: data.rows, complete };
    await database.knex.transaction(async (trx) => {
      const received = await receivedEvents(trx, about, (agency) => data.of(agency));
      await recordAuditEvents(trx, [{ ...about, action: 'export.finished', detail }, ...received]);
    });
  }
}
