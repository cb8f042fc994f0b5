import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What lets a process run TypeScript. Absolute, so that it is found from any working folder. */
export const TYPESCRIPT_LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Starts a process that is asked by messages and answers by them, with so much memory. It ends with this one at the latest. */
export function forkAnswering(file: string, memoryMb: number): ChildProcess {
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${memoryMb}`, '--import', TYPESCRIPT_LOADER],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  // Busy with its question it would not hear that nobody waits for the answer any more.
  const end = () => child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

/** The answer of such a process to one question. An error that says `ended` where it ends before; that of `within` where it aborts. */
export async function answerOf(
  child: ChildProcess,
  question: object,
  ended: string,
  within?: AbortSignal,
): Promise<unknown> {
  const controller = new AbortController();
  const signal = within === undefined ? controller.signal : AbortSignal.any([controller.signal, within]);
  const died = once(child, 'close', { signal }).then(() => {
    throw new Error(ended);
  });
  try {
    const answer = once(child, 'message', { signal });
    child.send(question);
    const [told] = await Promise.race([answer, died]);
    return told;
  } finally {
    died.catch(() => {});
    controller.abort();
  }
}
