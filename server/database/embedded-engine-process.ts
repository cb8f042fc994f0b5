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
keepStatementsWhole(db);
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

/** Parse, Bind, Describe, Execute, Close and Flush: a statement with bound values is some of these, up to a Sync. */
const PARTS_OF_A_STATEMENT = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)));

/**
 * What the protocol asks of a statement with bound values, and the engine and its socket server leave out.
 *
 * The server takes messages one by one from whichever connection, but while a transaction runs. All connections are one session, so
 * between two parts of a statement another's would put its own in their place: answers would go to the wrong asker. A statement that
 * has begun therefore counts as a transaction until its Sync.
 *
 * The engine says that it is ready for the next query after an error, and again at the Sync. The client would take the second for the
 * end of what it asks next: only the one of the Sync goes out.
 */
function keepStatementsWhole(engine: PGlite): void {
  let hasBegun = false;
  const run = engine.execProtocolRawStream.bind(engine);
  engine.execProtocolRawStream = async (message, options) => {
    const [type] = message;
    hasBegun = type !== undefined && PARTS_OF_A_STATEMENT.has(type);
    if (!hasBegun || options?.onRawData === undefined) return run(message, options);
    const answer = new AnswerOfPart(options.onRawData);
    await run(message, { ...options, onRawData: (data) => answer.take(data) });
    answer.end();
  };
  const isInTransaction = engine.isInTransaction.bind(engine);
  engine.isInTransaction = () => hasBegun || isInTransaction();
}

/** ReadyForQuery: `Z`, the length 5, and the state of the transaction. */
const READY_BYTES = 6;
const isReadyForQuery = (bytes: Uint8Array) =>
  bytes.length === READY_BYTES &&
  bytes[0] === 'Z'.charCodeAt(0) &&
  bytes[4] === 5 &&
  !bytes.subarray(1, 4).some(Boolean);

/** Hands on what the engine answers to a part of a statement, but for a ReadyForQuery at its end. */
class AnswerOfPart {
  readonly #handOn: (data: Uint8Array) => void;
  /** The last bytes so far: they may be that. */
  #end: Uint8Array = new Uint8Array();

  constructor(handOn: (data: Uint8Array) => void) {
    this.#handOn = handOn;
  }

  take(data: Uint8Array): void {
    const all = Buffer.concat([this.#end, data]);
    const before = all.subarray(0, Math.max(0, all.length - READY_BYTES));
    this.#end = all.subarray(before.length);
    if (before.length > 0) this.#handOn(before);
  }

  end(): void {
    if (this.#end.length > 0 && !isReadyForQuery(this.#end)) this.#handOn(this.#end);
  }
}
