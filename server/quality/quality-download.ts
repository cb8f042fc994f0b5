import type { Response } from 'express';
import type { Speech } from '../../domain/languages/speech.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { Caller } from '../http/caller.ts';
import type { FigureRows } from './figure-rows.ts';
import { qualityRowLine, qualityRowsHeader } from './quality-rows-csv.ts';
import type { QualityRow } from './quality-rows-read-model.ts';
import { readQualityRows } from './quality-rows-read-model.ts';
import type { RowsCursor } from './rows-cursor.ts';
import type { RowsQuestion } from './rows-question.ts';

/** Each read looks through the table once: few of them, as large as memory takes well. */
const ROWS_A_READ = 20_000;

/**
 * Writes the rows behind a figure as a file, in the audit log as any export: that it began before anything leaves, and how
 * many rows it was, whole or broken off.
 */
export async function downloadQualityRows(
  database: Database,
  caller: Caller,
  question: RowsQuestion,
  figure: FigureRows,
  filters: readonly string[],
  speech: Speech,
): Promise<void> {
  const { account, response } = caller;
  const about: Pick<AuditEvent, 'actor' | 'agencyId' | 'subject'> = {
    actor: account.email,
    agencyId: account.agencyId,
    subject: `quality-${question.kind.id}.csv`,
  };
  const named = [...new Set(filters)].sort().join(' ');
  const record = (event: Pick<AuditEvent, 'action' | 'detail'>) =>
    database.knex.transaction((trx) => recordAuditEvent(trx, { ...about, ...event }));
  await record({ action: 'export.begun', detail: { filters: named } });
  let rows = 0;
  let complete = false;
  try {
    response.set('Cache-Control', 'no-store').type('text/csv; charset=utf-8');
    response.attachment(`tracemap-quality-${question.kind.id}-${question.check}.csv`);
    // Spreadsheets take a file without the mark for the encoding of the country they run in.
    await write(response, `\uFEFF${qualityRowsHeader(figure, speech)}`);
    let after: RowsCursor | null = null;
    do {
      const from: RowsCursor | null = after;
      const some: readonly QualityRow[] = await caller.read(({ trx }) =>
        readQualityRows(trx, figure, question, { after: from, limit: ROWS_A_READ }),
      );
      await write(response, some.map((row) => qualityRowLine(figure, row, speech)).join(''));
      rows += some.length;
      after = some.length < ROWS_A_READ ? null : (some.at(-1) ?? null);
    } while (after !== null);
    complete = true;
  } finally {
    await record({ action: 'export.finished', detail: { filters: named, rows, complete } });
  }
  // Whoever has all of it finds it in the log.
  response.end();
}

/** Writes a text, and waits where whoever reads is slower. */
async function write(response: Response, text: string): Promise<void> {
  if (text === '' || response.write(text) || response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
