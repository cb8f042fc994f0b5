import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { joinPartsSchema } from '../../domain/joins.ts';
import type { FoundPair } from './find-pairs.ts';
import { findPairs } from './find-pairs.ts';
import type { LinkageQuestion } from './linkage-process.ts';

const PROCESS = fileURLToPath(new URL('./linkage-process.ts', import.meta.url));
/** Absolute, so that it is found from any working folder. */
const TYPESCRIPT_LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const MEMORY_MB = 1536;
/** So few are compared sooner than a process starts. */
const FEW = 500;

const answerSchema = z.object({
  pairs: z.array(
    z.object({
      a: z.number(),
      b: z.number(),
      weight: z.number(),
      probability: z.number(),
      parts: joinPartsSchema,
      found: z.enum(['joined', 'unsure']),
    }),
  ),
});

/** Compares purchasers aside from this process, one task after another; to be closed when there are no more. */
export class LinkageHelper {
  #child: ChildProcess | null = null;

  async findPairs(question: LinkageQuestion): Promise<readonly FoundPair[]> {
    const { purchasers, thresholds } = question;
    if (purchasers.length <= FEW) return findPairs(purchasers, thresholds);
    const child = this.#running();
    const controller = new AbortController();
    const { signal } = controller;
    const died = once(child, 'close', { signal }).then(() => {
      throw new Error('The process that compares purchasers ended before its answer.');
    });
    try {
      const answer = once(child, 'message', { signal });
      child.send(question);
      const [told] = await Promise.race([answer, died]);
      return answerSchema.parse(told).pairs;
    } finally {
      died.catch(() => {});
      controller.abort();
    }
  }

  close(): void {
    this.#child?.kill();
    this.#child = null;
  }

  #running(): ChildProcess {
    this.#child ??= fork(PROCESS, [], {
      execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--import', TYPESCRIPT_LOADER],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    return this.#child;
  }
}
