import type { AuditEvent } from '../audit/record-audit-event.ts';
import { LOCAL_ACTOR, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { beginChange } from '../database/data-version.ts';
import { applyGeocodes } from '../places/apply-geocodes.ts';
import { forgetUnusedGeocodes } from '../places/open-addresses.ts';
import { distinctParts } from '../rollups/distinct-parts.ts';
import { refreshRollups } from '../rollups/refresh-rollups.ts';
import { undoDealers } from './dealers/staged-dealers.ts';
import { FORMATS } from './formats/formats.ts';
import { findBatch } from './import-read-model.ts';
import { deleteBatch, markUndone } from './import-store.ts';
import { agenciesNamingDealersOf, noteImportChange } from './note-import-change.ts';

/** What became of a batch that was to be undone. */
export type UndoOutcome = 'undone' | 'discarded' | 'running' | 'unknown';

/**
 * Undoes an import whole: afterwards everything is as if the file had never come. A batch that never got as far as
 * records is discarded; one that runs is left alone.
 */
export async function undoImport(
  database: Database,
  batchId: number,
  actor = LOCAL_ACTOR,
): Promise<UndoOutcome> {
  return database.knex.transaction(async (trx) => {
    // Taken first: from here on other writers wait.
    await beginChange(trx);
    const batch = await findBatch(trx, batchId);
    if (batch === null) return 'unknown';
    if (batch.status === 'running') return 'running';
    if (batch.status === 'undone') return 'undone';
    const about = { actor, agencyId: batch.agency_id, subject: `import_batch ${batchId}` };
    if (batch.status !== 'done') {
      await deleteBatch(trx, batchId);
      const { status } = batch;
      await recordAuditEvent(trx, { ...about, action: 'import.discarded', detail: { status } });
      return 'discarded';
    }
    const target = { batchId, agencyId: batch.agency_id };
    const format = FORMATS[batch.format];
    const naming = await agenciesNamingDealersOf(trx, batchId);
    const lost = await format.undo(trx, target);
    const moved = await undoDealers(trx, batchId);
    const regained = await format.mergeWithheld(trx, batch.agency_id);
    const settled = await applyGeocodes(trx, 'g.agency_id = ? AND g.review_id IS NOT NULL', [
      batch.agency_id,
    ]);
    await forgetUnusedGeocodes(trx, [batch.agency_id]);
    const parts = distinctParts([...lost, ...moved, ...regained, ...settled]);
    await refreshRollups(trx, parts);
    await markUndone(trx, batchId);
    await noteImportChange(trx, batch, [...naming, ...parts.map(({ agencyId }) => agencyId)]);
    const detail: AuditEvent['detail'] = { rowsAccepted: batch.rows_accepted };
    await recordAuditEvent(trx, { ...about, action: 'import.undone', detail });
    return 'undone';
  });
}
