/**
 * The embedded PostgreSQL (PGlite with PostGIS) in a process of its own, answering on a Unix socket, so that a long
 * query never blocks the web server. Started by embedded-engine.ts with the data and socket folders as arguments;
 * says `ready` over IPC, and stops cleanly when told to or when its parent is gone.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const [databaseDir, socketDir] = process.argv.slice(2);
if (databaseDir === undefined || socketDir === undefined) {
  throw new Error('Usage: embedded-engine-process DATABASE_DIR SOCKET_DIR');
}

const socketPath = path.join(socketDir, '.s.PGSQL.5432');
const db = await PGlite.create({ dataDir: databaseDir, extensions: { postgis } });
await rm(socketPath, { force: true });
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 64 });
await server.start();

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server.stop();
  await db.close();
  process.exit(0);
}

process.on('message', (message) => {
  if (message === 'stop') void stop();
});
// The parent died, even by kill -9: nobody else may be left holding the data folder.
process.on('disconnect', () => void stop());
// Ctrl-C reaches the whole process group; the parent decides when the database stops.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void stop());

process.send?.('ready');
