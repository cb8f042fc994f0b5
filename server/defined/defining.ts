import type { Account } from '../../domain/access.ts';

/** Who defines something (a corridor, an intervention, a target), and whose it is: an agency's, or the region's (null). */
export interface Defining {
  readonly agencyId: number | null;
  /** As they are known in the audit log. */
  readonly actor: string;
}

export const definingOf = ({ agencyId, email }: Account): Defining => ({ agencyId, actor: email });
