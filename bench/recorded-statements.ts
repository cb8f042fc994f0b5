import { z } from 'zod';
import type { Scope } from '../domain/scope.ts';
import { parseTraceFilter } from '../domain/trace-filter.ts';
import type { Database } from '../server/database/connection.ts';
import { readDataVersion } from '../server/database/data-version.ts';
import type { Tile } from '../server/tiles/tile.ts';
import { TileService } from '../server/tiles/tile-service.ts';
import type { TileLayerId } from '../tiles/layers.ts';

/** A statement as the server sent it: `$1`, `$2` … stand for its values. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly string[];
}

const sentStatement = z.object({
  sql: z.string(),
  bindings: z.array(z.union([z.string(), z.number()])).default([]),
});

/**
 * Makes a tile as the server does and gives every statement its transaction sent, from BEGIN to COMMIT. A statement with
 * a value that is neither text nor number fails: what is told would not be what was sent.
 */
export async function recordTile(
  database: Database,
  scope: Scope,
  asked: { readonly layer: TileLayerId; readonly tile: Tile; readonly filter: string },
): Promise<readonly Statement[]> {
  const dataVersion = await readDataVersion(database, scope);
  const statements: Statement[] = [];
  const record = (sent: unknown) => {
    const { sql, bindings } = sentStatement.parse(sent);
    statements.push({ sql, values: bindings.map(String) });
  };
  database.knex.on('query', record);
  try {
    await new TileService(database).tile(
      {
        ...asked,
        filter: parseTraceFilter(new URLSearchParams(asked.filter)),
        scope,
        dataVersion,
      },
      new AbortController().signal,
    );
  } finally {
    database.knex.removeListener('query', record);
  }
  return statements;
}
