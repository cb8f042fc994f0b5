import type { AuditEventItem } from '../../domain/access-responses.ts';
import { csvLine } from '../csv-line.ts';

const COLUMNS = ['Position', 'Happened at (UTC)', 'Actor', 'Agency', 'Action', 'Subject', 'Detail'] as const;

/** The first line of the log as a table. Spreadsheets take a file without the mark for the encoding of their country. */
export const AUDIT_CSV_HEADER = `\uFEFF${csvLine(COLUMNS)}`;

/** One event as a line of the table; its detail as JSON. */
export function auditCsvLine(event: AuditEventItem): string {
  const { id, happenedAt, actor, agency, action, subject, detail } = event;
  return csvLine([
    String(id),
    happenedAt,
    actor,
    agency ?? '',
    action,
    subject,
    Object.keys(detail).length === 0 ? '' : JSON.stringify(detail),
  ]);
}
