import type { Response } from 'express';
import type { ImportBatch, ImportProgress } from '../../domain/responses.ts';
import type { ProgressBoard } from './import-progress.ts';

/** How often the database is asked about an import another process runs. */
const ASK_AGAIN_MS = 1000;

/**
 * Sends the progress of a batch as server-sent events until it ends: from this process where it runs here, else from
 * what the database says. Who joins late gets the latest state at once.
 */
export function followImport(
  response: Response,
  board: ProgressBoard,
  batchId: number,
  readBatch: () => Promise<ImportBatch>,
): void {
  response.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(timer);
    stopFollowing();
    response.end();
  };
  const send = (progress: ImportProgress) => {
    response.write(`data: ${JSON.stringify(progress)}\n\n`);
    if (progress.status !== 'running') end();
  };
  const stopFollowing = board.follow(batchId, send);
  response.on('close', end);

  const ask = async () => {
    const running = board.latest(batchId);
    if (running !== undefined) {
      send(running);
      return;
    }
    const batch = await readBatch();
    if (response.writableEnded) return;
    send(progressOf(batch));
    if (batch.status === 'running') timer = setTimeout(() => ask().catch(end), ASK_AGAIN_MS);
  };
  ask().catch(end);
}

/** What is known of the progress of an import that does not run in this process. */
function progressOf({ status, rowsRead }: ImportBatch): ImportProgress {
  const isRunning = status === 'running';
  return { status, step: isRunning ? 'reading' : 'finished', rowsRead, fraction: isRunning ? 0 : 1 };
}
