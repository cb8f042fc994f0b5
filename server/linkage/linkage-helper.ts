import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { joinPartsSchema } from '../../domain/joins.ts';
import { answerOf, forkAnswering } from '../typescript-process.ts';
import type { FoundPair } from './find-pairs.ts';
import { findPairs } from './find-pairs.ts';
import type { LinkageQuestion } from './linkage-process.ts';

const PROCESS = fileURLToPath(new URL('./linkage-process.ts', import.meta.url));
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
    const ended = 'The process that compares purchasers ended before its answer.';
    return answerSchema.parse(await answerOf(this.#running(), question, ended)).pairs;
  }

  close(): void {
    this.#child?.kill();
    this.#child = null;
  }

  #running(): ChildProcess {
    this.#child ??= forkAnswering(PROCESS, MEMORY_MB);
    return this.#child;
  }
}
