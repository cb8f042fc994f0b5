import type { DataKind, Sharing, SharingLevel } from '../../domain/access.ts';
import { isAtLeast, lesserLevel, SHARING_LEVELS } from '../../domain/access.ts';

/** Levels that may be chosen for a kind: a trace tells of its recovery, so it is given at most as closely. */
export const levelsFor = (kind: DataKind, { recoveries }: Sharing): readonly SharingLevel[] =>
  kind === 'traces' ? SHARING_LEVELS.filter((level) => isAtLeast(recoveries, level)) : SHARING_LEVELS;

/** A {@link Sharing} with another level of a kind; traces follow where recoveries are given less. */
export function withLevel(sharing: Sharing, kind: DataKind, level: SharingLevel): Sharing {
  const next = { ...sharing, [kind]: level };
  return { ...next, traces: lesserLevel(next.traces, next.recoveries) };
}
