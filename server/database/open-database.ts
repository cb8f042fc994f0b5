import type { Config } from '../config.ts';
import type { Database } from './connection.ts';
import { connect } from './connection.ts';
import { findRunningEngine, startEmbeddedEngine } from './embedded-engine.ts';

/**
 * Opens the database the settings name. Without `DATABASE_URL` that is the embedded engine: the one already running
 * on the data folder if `shareRunning` (the command line works beside a server), else one of our own.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { shareRunning = false }: { readonly shareRunning?: boolean } = {},
): Promise<Database> {
  if (config.databaseUrl !== null) return connect({ url: config.databaseUrl });
  const running = shareRunning ? await findRunningEngine(config.dataDir) : null;
  if (running !== null) return connect({ socketDir: running });
  const engine = await startEmbeddedEngine(config.dataDir);
  const database = connect({ socketDir: engine.socketDir });
  return {
    ...database,
    async close() {
      await database.close();
      await engine.stop();
    },
  };
}
