import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { MARKS } from '../../domain/disclosure/marks.ts';
import type { DisclosureQuestion, SafeMarks } from './disclosure-process.ts';

const PROCESS = fileURLToPath(new URL('./disclosure-process.ts', import.meta.url));
/** Absolute, so that it is found from any working folder. */
const TYPESCRIPT_LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const MEMORY_MB = 1024;
/** Far more than a year of one agency takes. */
const LONGEST_MS = 120_000;

const answerSchema = z.object({
  safe: z.array(z.object({ marks: z.array(z.enum(MARKS)), looked: z.number() }).nullable()),
});

/**
 * What may be told of each table, worked out and audited in a process of its own; null where no marks of it are safe. An error where the
 * audit is not passed, or it takes longer than two minutes: then nothing may be told.
 */
export async function makeSafe(question: DisclosureQuestion): Promise<SafeMarks[]> {
  const child = fork(PROCESS, [], {
    execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--import', TYPESCRIPT_LOADER],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(LONGEST_MS)]);
  const died = once(child, 'close', { signal }).then(() => {
    throw new Error('The process that makes counts safe to publish ended before its answer.');
  });
  try {
    const told = once(child, 'message', { signal });
    child.send(question);
    const [answer] = await Promise.race([told, died]);
    return answerSchema.parse(answer).safe;
  } finally {
    died.catch(() => {});
    controller.abort();
    child.kill();
  }
}
