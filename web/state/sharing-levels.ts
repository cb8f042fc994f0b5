import type { DataKind, Sharing, SharingLevel } from '../../domain/access.ts';
import { fitsRecoveries, SHARING_LEVELS } from '../../domain/access.ts';

/** Levels that may be chosen for a kind: a trace tells of its recovery, so its level depends on what is given of these. */
export const levelsFor = (kind: DataKind, { recoveries }: Sharing): readonly SharingLevel[] =>
  kind === 'traces' ? SHARING_LEVELS.filter((level) => fitsRecoveries(level, recoveries)) : SHARING_LEVELS;

/** A {@link Sharing} with another level of a kind; traces follow recoveries where they do not fit them any more. */
export function withLevel(sharing: Sharing, kind: DataKind, level: SharingLevel): Sharing {
  const next = { ...sharing, [kind]: level };
  return fitsRecoveries(next.traces, next.recoveries) ? next : { ...next, traces: next.recoveries };
}
