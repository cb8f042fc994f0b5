import type { RegionPolicy } from '../../../domain/access-responses.ts';

/** What each part of the region's policy is given: all of the policy, since a change is made from all of it. */
export interface PolicySectionProps {
  readonly policy: RegionPolicy;
  readonly onSaved: (policy: RegionPolicy) => void;
  /** Puts what somebody else has saved in the place of what is shown. */
  readonly onShowNewest: () => void;
}

/** The HTTP status of a change that was made from a policy which is no longer the newest. */
export const CONFLICT = 409;
