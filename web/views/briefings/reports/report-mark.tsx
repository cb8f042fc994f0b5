import './reports.css';
import type { Report } from '../../../../domain/briefing-schedules.ts';
import { REPORT_STATES } from '../../../words/report-words.ts';

/** Whether a monthly report has been approved, beside its title. */
export function ReportMark({ report: { state } }: { readonly report: Report }) {
  return <span class={`report-mark is-${state}`}>{REPORT_STATES[state]}</span>;
}
