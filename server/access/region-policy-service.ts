import type { RegionPolicy } from '../../domain/access-responses.ts';
import { noticeFault, tidyNotice } from '../../domain/system-use-notice.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { badRequest, ProblemError } from '../errors.ts';
import { keepGunDetails } from '../rollups/keep-gun-details.ts';
import { lockRegionPolicy } from './region-policy-read-model.ts';

/**
 * Changes the policy of the region and gives it as it is now; what changes something is audited, by the names of the
 * fields. `version` is that of the policy the change was made from. A {@link ProblemError}: 400 where the notice cannot be
 * shown, 409 where somebody else has changed the policy since.
 */
export async function changeRegionPolicy(
  { knex }: Database,
  actor: string,
  wanted: RegionPolicy,
): Promise<RegionPolicy> {
  const systemUseNotice = tidyNotice(wanted.systemUseNotice);
  const fault = noticeFault(systemUseNotice);
  if (fault !== null) throw badRequest(fault, { parameter: 'systemUseNotice' });
  return knex.transaction(async (trx) => {
    const before = await lockRegionPolicy(trx);
    if (before.version !== wanted.version) {
      throw new ProblemError(
        409,
        'Changed meanwhile',
        'Somebody else has changed the policy of the region meanwhile. Nothing of yours was saved.',
      );
    }
    const changed = changesOf(before, { ...wanted, systemUseNotice });
    if (changed.length === 0) return before;
    const after = { ...wanted, systemUseNotice, version: wanted.version + 1 };
    await trx.raw(
      `UPDATE region_policy SET system_use_notice = :systemUseNotice, names_dealers = :namesDealers, least_published = :leastPublished,
         second_person_releases = :secondPersonReleases, version = :version`,
      after,
    );
    if (before.namesDealers !== after.namesDealers) await keepGunDetails(trx);
    await recordAuditEvent(trx, {
      actor,
      agencyId: null,
      action: 'policy.changed',
      subject: 'region_policy',
      detail: { fields: changed.join(', ') },
    });
    return after;
  });
}

/** What of a policy is another now, in words for the audit log. */
function changesOf(before: RegionPolicy, after: RegionPolicy): string[] {
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  return [
    ...(before.systemUseNotice === after.systemUseNotice ? [] : ['system use notice']),
    ...(before.namesDealers === after.namesDealers
      ? []
      : [`dealers named in counts: ${yes(after.namesDealers)}`]),
    ...(before.leastPublished === after.leastPublished ? [] : [`published from: ${after.leastPublished}`]),
    ...(before.secondPersonReleases === after.secondPersonReleases
      ? []
      : [`released by a second person: ${yes(after.secondPersonReleases)}`]),
  ];
}
