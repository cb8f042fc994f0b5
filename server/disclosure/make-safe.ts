import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MARKS } from '../../domain/disclosure/marks.ts';
import { answerOf, forkAnswering } from '../typescript-process.ts';
import type { DisclosureQuestion, SafeMarks } from './disclosure-process.ts';

const PROCESS = fileURLToPath(new URL('./disclosure-process.ts', import.meta.url));
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
  const child = forkAnswering(PROCESS, MEMORY_MB);
  try {
    const ended = 'The process that makes counts safe to publish ended before its answer.';
    const answer = await answerOf(child, question, ended, AbortSignal.timeout(LONGEST_MS));
    return answerSchema.parse(answer).safe;
  } finally {
    child.kill();
  }
}
