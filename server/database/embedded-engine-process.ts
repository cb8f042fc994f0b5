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

let server: PGLiteSocketServer | undefined;
let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server?.stop();
  await db.close();
  process.exit(0);
}

// The parent died, even by kill -9: nobody else may be left holding the data folder.
process.on('disconnect', () => void opened.then(stop));
// Ctrl-C reaches the whole process group; the parent decides when the database stops.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void opened.then(stop));
process.on('message', (message) => {
  if (message === 'stop') void opened.then(stop);
  else process.send?.('pong');
});

const opened = PGlite.create({ dataDir: databaseDir, extensions: { postgis } });
const db = await opened;
endWhenBroken(db);
const socketPath = path.join(socketDir, '.s.PGSQL.5432');
await rm(socketPath, { force: true });
server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 64 });
await server.start();
process.send?.('ready');

/**
 * SQL errors travel inside the protocol; an exception here means that the engine itself broke. The parent then starts
 * a new one, which recovers from its log like any PostgreSQL.
 */
function endWhenBroken(engine: PGlite): void {
  const run = engine.execProtocolRawStream.bind(engine);
  engine.execProtocolRawStream = async (...args) => {
    try {
      return await run(...args);
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    }
  };
}
