import './reports.css';
import type { Report, ReportDecision } from '../../../../domain/briefing-schedules.ts';
import type { Briefing } from '../../../../domain/briefings.ts';
import { decideReport } from '../../../api/briefing-schedules.ts';
import { briefingsChanged } from '../../../state/briefings.ts';
import { can } from '../../../state/session.ts';
import { decisionWords, reportWords } from '../../../words/report-words.ts';
import { say } from '../../../words/say.ts';
import type { Action } from '../../use-action.ts';
import { useAction } from '../../use-action.ts';
import { ReportMark } from './report-mark.tsx';

interface ReportApprovalProps {
  readonly briefing: Pick<Briefing, 'id' | 'version'>;
  readonly report: Report;
}

/** Above a monthly report that is read: whether it has been approved, and the ways to do so. */
export function ReportApproval({ briefing: { id, version }, report }: ReportApprovalProps) {
  const decide = useAction(async (decision: ReportDecision) => {
    await decideReport(id, { decision, version });
    briefingsChanged();
  });
  const mayDecide = report.isYoursToDecide && can('brief');
  return (
    <section class={`report-approval is-${report.state}`} aria-label={say('Approval')}>
      <p>
        <ReportMark report={report} />
      </p>
      <p class="small">
        {reportWords(report)} {decisionWords(report, can('brief'))}
      </p>
      {mayDecide && (
        <div class="button-row">
          <button
            type="button"
            class="button primary"
            disabled={decide.busy}
            onClick={() => decide.run('approved')}
          >
            {decide.busy ? say('One moment …') : say('Approve')}
          </button>
          <button type="button" class="button" disabled={decide.busy} onClick={() => decide.run('declined')}>
            {say('Decline')}
          </button>
        </div>
      )}
      <DecisionError decide={decide} />
    </section>
  );
}

const CONFLICT = 409;

function DecisionError({ decide: { error } }: { readonly decide: Action<ReportDecision> }) {
  if (error === null) return null;
  return (
    <div class="form-error" role="alert">
      <p>{error.message}</p>
      {error.status === CONFLICT && (
        <button type="button" class="button" onClick={briefingsChanged}>
          {say('Read the newest version')}
        </button>
      )}
    </div>
  );
}
