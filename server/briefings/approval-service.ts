import type { Account } from '../../domain/access.ts';
import type { Approval } from '../../domain/briefing-schedules.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { forbidden, ProblemError } from '../errors.ts';
import { readBriefing } from './briefings-read-model.ts';
import { noSuchBriefing, writerOf } from './briefings-service.ts';
import { holdBriefing } from './briefings-store.ts';
import { writeDecision } from './schedules-store.ts';

/**
 * Approves or declines a monthly report of one's agency, as the version says it that was read. A ProblemError: 403 for whoever set it up or
 * saved that version where the region wants a second person, 404 where there is no such briefing, 409 where it is no report, where another
 * version was saved since, or where somebody has decided.
 */
export async function decideReport(
  database: Database,
  account: Account,
  id: number,
  { decision, version }: Approval,
): Promise<void> {
  const { agencyId, accountId } = writerOf(account);
  await database.knex.transaction(async (trx) => {
    // Of two at once, the second finds what the first has decided.
    await holdBriefing(trx, agencyId, id);
    const briefing = await readBriefing(trx, agencyId, id, { accountId });
    if (briefing === null) throw noSuchBriefing(id);
    const { report } = briefing;
    if (report === null) {
      throw conflict(
        told('This briefing is no monthly report: it needs no approval, and is shown as it is.'),
      );
    }
    if (briefing.version !== version) {
      throw conflict(
        told(
          'Version {newest} was saved since you opened version {version}. Nothing was decided: read the newest version first.',
          { newest: briefing.version, version },
        ),
      );
    }
    if (report.state !== 'waiting') {
      const by = { name: report.decidedBy ?? '' };
      throw conflict(
        report.state === 'approved'
          ? told(
              '{name} has approved this report already. It is decided about again when it is saved anew.',
              by,
            )
          : told(
              '{name} has declined this report already. It is decided about again when it is saved anew.',
              by,
            ),
      );
    }
    if (!report.isYoursToDecide) {
      throw forbidden(
        'You set this report up or saved it: somebody else of your agency has to read it and decide.',
      );
    }
    await writeDecision(trx, id, { decision, version, accountId });
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId,
      action: `report.${decision}`,
      subject: `briefing ${id}`,
      detail: { schedule: report.scheduleId, month: report.month, version },
    });
  });
}

const conflict = (words: Told) => new ProblemError(409, 'Cannot be decided', words, { parameter: 'version' });
