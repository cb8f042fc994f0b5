import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import type { ReadLimits, ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';

/** The records changed since the question was asked; it is to be asked of this data version. */
export class DataMovedOn extends Error {
  constructor(readonly dataVersion: number) {
    super(`The records changed meanwhile: their version is ${dataVersion}.`);
    this.name = 'DataMovedOn';
  }
}

/** Reads of one scope that all see one data version, though they are transactions of their own. */
export class VersionedReads {
  /** Equal for equal scopes and versions. */
  readonly key: string;

  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly dataVersion: number,
    private readonly limits: ReadLimits,
  ) {
    this.key = `${dataVersion}|${scopeDigest(scope)}`;
  }

  /** Runs `read`; throws {@link DataMovedOn} where the database has another version by now. */
  async run<Result>(signal: AbortSignal, read: (scoped: ScopedRead) => Promise<Result>): Promise<Result> {
    return withScope(this.database, this.scope, { ...this.limits, signal }, (scoped) => {
      if (scoped.dataVersion !== this.dataVersion) throw new DataMovedOn(scoped.dataVersion);
      return read(scoped);
    });
  }
}
