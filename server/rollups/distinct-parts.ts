import type { RollupPart } from './refresh-rollups.ts';

/** Each part once. */
export function distinctParts(parts: readonly RollupPart[]): readonly RollupPart[] {
  return [...new Map(parts.map((part) => [`${part.agencyId} ${part.month}`, part])).values()];
}
