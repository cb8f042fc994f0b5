import type { ChainPlace } from '../audit/chain-read-model.ts';
import type { VerifiedChain } from '../audit/verify-chain.ts';
import type { TableCounts } from '../backup/counted-database.ts';
import { rowsOfAll } from '../backup/counted-database.ts';

/** What a database holds, in words: how much altogether, then each table that has rows. */
export function countLines(counts: TableCounts): string[] {
  const tables = Object.entries(counts);
  const filled = tables.filter(([, rows]) => rows > 0);
  return [
    `${tables.length} tables with ${rowsOfAll(counts)} rows, of which ${filled.length} have any:`,
    ...filled.map(([name, rows]) => `  ${name} ${rows}`),
  ];
}

/** Whether the chain of the audit log holds. */
export function chainLines({ broken, events, last }: VerifiedChain): string[] {
  if (broken !== null) return [`The audit log is broken. ${broken.message}`];
  return [`The audit log holds: ${events} events are in order.`, ...endLines(last)];
}

/** Where the audit log ends, to be noted down. */
export const endLines = (end: ChainPlace | null): string[] =>
  end === null ? [] : [`It ends with ${end.position}:${end.hash}`];
