import './reports.css';
import type { Schedule } from '../../../../domain/briefing-schedules.ts';
import type { BriefingItem } from '../../../../domain/briefings.ts';
import { endSchedule, getSchedules } from '../../../api/briefing-schedules.ts';
import { ConfirmDialog } from '../../../panels/confirm-dialog.tsx';
import { LoadError } from '../../../panels/load-error.tsx';
import { briefingsChanged, listedChanges } from '../../../state/briefings.ts';
import { can } from '../../../state/session.ts';
import { whenOf } from '../../../words/format.ts';
import { scheduleWords, TEMPLATE_WORDS } from '../../../words/report-words.ts';
import { say } from '../../../words/say.ts';
import { useLoaded } from '../../use-loaded.ts';
import { ScheduleForm } from './schedule-form.tsx';

/** The monthly reports that are set up for one's agency, and the way to set one up, also of one of the briefings. */
export function SchedulesSection({ briefings }: { readonly briefings: readonly BriefingItem[] }) {
  const { value, error, reload } = useLoaded(getSchedules, `schedules ${listedChanges.value}`);
  return (
    <section aria-labelledby="monthly-reports">
      <h2 id="monthly-reports">{say('Monthly reports')}</h2>
      <p class="muted">
        {say(
          'When a month is over and its records are in, a briefing is made of it. It is marked as waiting until somebody of your agency has read and approved it.',
        )}
      </p>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking up monthly reports …')}</p>}
      {value?.items.length === 0 && (
        <p class="muted">
          {can('brief')
            ? say('None is set up yet.')
            : say('None is set up. Analysts, stewards and briefing staff can do so.')}
        </p>
      )}
      {value !== null && value.items.length > 0 && (
        <ul class="briefing-list">
          {value.items.map((schedule) => (
            <ScheduleCard key={schedule.id} schedule={schedule} />
          ))}
        </ul>
      )}
      {can('brief') && <ScheduleForm briefings={briefings} />}
    </section>
  );
}

function ScheduleCard({ schedule }: { readonly schedule: Schedule }) {
  const { id, name, template, madeBy, createdAt, problem } = schedule;
  return (
    <li class="region-card">
      <h3>{name}</h3>
      <p class="small">{scheduleWords(schedule)}</p>
      <p class="muted small">
        {say('{template}, set up by {madeBy},', { template: TEMPLATE_WORDS[template], madeBy })}{' '}
        <time dateTime={createdAt}>{whenOf(createdAt)}</time>
      </p>
      {problem !== null && <p class="form-error">{say('It could not be made. {problem}', { problem })}</p>}
      {can('brief') && (
        <ConfirmDialog
          verb={say('End')}
          question={say('End the monthly report “{name}”?', { name })}
          keep={say('Keep it')}
          onConfirm={async () => {
            await endSchedule(id);
            briefingsChanged();
          }}
        >
          <p>{say('It makes no more reports. Those that it has made stay.')}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
