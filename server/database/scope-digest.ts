import { createHash } from 'node:crypto';
import type { Scope } from '../../domain/scope.ts';
import { scopeKey } from '../../domain/scope.ts';

const digests = new WeakMap<Scope, string>();

/** {@link scopeKey} in 43 characters (SHA-256), however many agencies a scope has: for keys that are made often. */
export function scopeDigest(scope: Scope): string {
  const known = digests.get(scope);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(scopeKey(scope)).digest('base64url');
  digests.set(scope, digest);
  return digest;
}
