/**
 * A process of its own that compares purchasers: of a hundred thousand that takes seconds in which nothing else would be
 * answered. Each message of its parent is a task; the answer is what was found.
 */
import type { LinkageThresholds } from '../../domain/linkage/link-persons.ts';
import type { FoundPair } from './find-pairs.ts';
import { findPairs } from './find-pairs.ts';
import type { PurchaserToLink } from './purchasers-to-link.ts';

/** What the parent asks. */
export interface LinkageQuestion {
  readonly purchasers: readonly PurchaserToLink[];
  readonly thresholds: LinkageThresholds;
}
/** What it is told. */
export interface LinkageAnswer {
  readonly pairs: readonly FoundPair[];
}

process.on('message', ({ purchasers, thresholds }: LinkageQuestion) => {
  const answer: LinkageAnswer = { pairs: findPairs(purchasers, thresholds) };
  process.send?.(answer);
});
