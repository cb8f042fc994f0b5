/**
 * What the signed-in person may see. Every read carries one; the database applies it (see withScope), so code that
 * forgets to filter sees nothing rather than everything.
 */
export interface Scope {
  /** Agencies whose records may be read. Empty means nothing. */
  readonly agencyIds: readonly number[];
  /** Shown in the scope chip, for example "Demo region: 12 agencies". */
  readonly label: string;
}

/** A short text that is equal for equal scopes; part of every cache key and ETag. */
export function scopeKey(scope: Scope): string {
  return [...scope.agencyIds].sort((a, b) => a - b).join('.');
}
