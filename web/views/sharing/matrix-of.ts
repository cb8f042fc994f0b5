import type { Sharing } from '../../../domain/access.ts';
import type { Agreements } from '../../../domain/access-responses.ts';

export interface MatrixOfAgencies {
  /** One's own agency first, the others as they came. */
  readonly inOrder: Agreements['agencies'];
  /** What one agency gives another; null where that is nothing. */
  readonly sharingOf: (giving: string, receiving: string) => Sharing | null;
}

/** Lays out what is in force between agencies. */
export function matrixOf(
  agencies: Agreements['agencies'],
  matrix: Agreements['matrix'],
  own: string | null,
): MatrixOfAgencies {
  const byPair = new Map(matrix.map(({ giving, receiving, sharing }) => [`${giving}>${receiving}`, sharing]));
  return {
    inOrder: [...agencies].sort((a, b) => Number(b.code === own) - Number(a.code === own)),
    sharingOf: (giving, receiving) => byPair.get(`${giving}>${receiving}`) ?? null,
  };
}
