import type { z } from 'zod';
import { UnreadableAnswer } from './provider-error.ts';

/** The body of an answer as the schema has it; {@link UnreadableAnswer} where it is not JSON of that shape. */
export function readJson<Value>(body: string, schema: z.ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new UnreadableAnswer();
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UnreadableAnswer();
  return parsed.data;
}
