import type { Writable } from 'node:stream';
import type { Scope } from '../../domain/scope.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ExportRequest } from './export-layer.ts';
import { exportLayer } from './export-layer.ts';

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
 * and how many rows it was, whole or broken off.
 */
export async function exportRecorded(
  database: Database,
  scope: Scope,
  request: ExportRequest,
  exporter: Exporter,
  writable: Writable,
): Promise<number> {
  const { actor, agencyId, parameters } = exporter;
  const filters = [...new Set(parameters)].sort().join(' ');
  const record = (action: 'export.begun' | 'export.finished', detail: AuditEvent['detail']) => {
    const subject = `${request.layer}.${request.format}`;
    const event = { actor, agencyId, action, subject, detail: { filters, ...detail } };
    return database.knex.transaction((trx) => recordAuditEvent(trx, event));
  };
  await record('export.begun', {});
  let rows = 0;
  let complete = false;
  try {
    const onRows = (written: number) => {
      rows = written;
    };
    rows = await exportLayer(database, scope, { ...request, onRows }, writable);
    complete = true;
    return rows;
  } finally {
    await record('export.finished', { rows, complete });
  }
}
