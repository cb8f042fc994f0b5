/**
 * A process of its own that makes tables safe: linear programs of seconds in which nothing else would be answered. One message of its
 * parent has the tables, the answer what may be told of each.
 */
import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import { notProtected } from '../../domain/disclosure/look-alike.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { auditBounds } from './audit-bounds.ts';
import { protectTable } from './protect-table.ts';

/** What the parent asks. */
export interface DisclosureQuestion {
  readonly tables: readonly AdditiveTable[];
  readonly threshold: number;
}
/** What it is told of a table: null where no marks of it are safe. */
export type SafeMarks = { readonly marks: readonly Mark[]; readonly looked: number } | null;

process.once('message', ({ tables, threshold }: DisclosureQuestion) => {
  process.send?.({ safe: tables.map((table) => safeMarks(table, threshold)) });
});

/** Marks that passed both audits. One that is not passed is a fault of this program: nothing is told then. */
function safeMarks(table: AdditiveTable, threshold: number): SafeMarks {
  const safe = protectTable(table, threshold);
  if (safe === null) return null;
  const unprotected = notProtected(table, safe.marks, threshold, safe.lookAlikes);
  const { tooClose, looked } = auditBounds(table, safe.marks, threshold);
  if (unprotected.length > 0 || tooClose.length > 0) {
    throw new Error(
      `The audit found ${unprotected.length + tooClose.length} small counts that could be worked out.`,
    );
  }
  return { marks: safe.marks, looked };
}
