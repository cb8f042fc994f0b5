import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ReportTemplate, ScheduleDraft } from '../../../../domain/briefing-schedules.ts';
import { LONGEST_SCHEDULE_NAME, REPORT_TEMPLATES } from '../../../../domain/briefing-schedules.ts';
import type { BriefingItem } from '../../../../domain/briefings.ts';
import { newestMonthOver } from '../../../../domain/monthly-report.ts';
import { addMonths } from '../../../../domain/months.ts';
import { addSchedule } from '../../../api/briefing-schedules.ts';
import { getInterventions } from '../../../api/progress.ts';
import { SelectField } from '../../../panels/select-field.tsx';
import { briefingsChanged } from '../../../state/briefings.ts';
import { session } from '../../../state/session.ts';
import { formatLongMonth, formatMonth, localDay } from '../../../words/format.ts';
import { TEMPLATE_MONTHS, TEMPLATE_WORDS } from '../../../words/report-words.ts';
import { say } from '../../../words/say.ts';
import { useAction } from '../../use-action.ts';
import { useLoaded } from '../../use-loaded.ts';

interface Choice {
  readonly id: number;
  readonly label: string;
  /** How its reports are called, where nothing else is typed. */
  readonly name: string;
}

/** Sets up a monthly report: of which template, and by what name. */
export function ScheduleForm({ briefings }: { readonly briefings: readonly BriefingItem[] }) {
  const id = useId();
  const template = useSignal<ReportTemplate>('sources');
  /** What was typed; null while the name follows from the template. */
  const typed = useSignal<string | null>(null);
  const chosen = useSignal<number | null>(null);
  const set = useAction(async (draft: ScheduleDraft) => {
    await addSchedule(draft);
    typed.value = null;
    briefingsChanged();
  });
  const choices = useChoices(template.value, briefings);
  const choice = choices?.find((one) => one.id === chosen.value) ?? choices?.[0] ?? null;
  const name = typed.value ?? choice?.name ?? TEMPLATE_WORDS[template.value];
  const isOpen = choices === null || choice !== null;
  return (
    <form
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const of = (wanted: ReportTemplate) => (template.value === wanted ? (choice?.id ?? null) : null);
        void set.run({
          name,
          template: template.value,
          intervention: of('progress'),
          briefing: of('briefing'),
        });
      }}
    >
      <h3 id={`${id}-title`}>{say('Set one up')}</h3>
      <div class="form-row">
        <SelectField
          label={say('Made of')}
          value={template.value}
          options={REPORT_TEMPLATES.map((value) => ({ value, label: TEMPLATE_WORDS[value] }))}
          onChange={(value) => {
            template.value = value;
          }}
        />
        {choices !== null && choice !== null && (
          <SelectField
            label={template.value === 'progress' ? say('Intervention') : say('Briefing')}
            value={String(choice.id)}
            options={choices.map((one) => ({ value: String(one.id), label: one.label }))}
            onChange={(value) => {
              chosen.value = Number(value);
            }}
          />
        )}
        <NameField
          name={name}
          wrong={set.error?.parameter === 'name' ? set.error.message : null}
          onType={(text) => {
            typed.value = text;
          }}
        />
      </div>
      <p class="muted small">
        {isOpen ? TEMPLATE_MONTHS[template.value] : NOTHING_TO_CHOOSE[template.value]}
      </p>
      {set.error !== null && set.error.parameter !== 'name' && (
        <p class="form-error" role="alert">
          {say('Nothing was set up. {message}', { message: set.error.message })}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button primary" disabled={set.busy || !isOpen}>
          {set.busy ? say('Setting up …') : say('Set up')}
        </button>
      </div>
    </form>
  );
}

const NOTHING_TO_CHOOSE: Readonly<Record<ReportTemplate, string>> = {
  sources: '',
  times: '',
  progress: say('No intervention is entered yet: see Progress.'),
  briefing: say('Your agency has no briefing with sections yet: write one first.'),
};

/** What is to be chosen besides the template; null for nothing. */
function useChoices(template: ReportTemplate, briefings: readonly BriefingItem[]): readonly Choice[] | null {
  const interventions = useLoaded(getInterventions, 'interventions to report');
  if (template === 'progress') {
    return (interventions.value?.items ?? []).map(({ id, name, startedOn }) => ({
      id,
      label: `${name} (${formatMonth(startedOn)})`,
      name: named(say('Progress: {name}', { name })),
    }));
  }
  if (template !== 'briefing') return null;
  return briefings
    .filter(({ sections, report }) => sections > 0 && report === null)
    .map(({ id, title }) => ({ id, label: title, name: named(title) }));
}

const named = (text: string) => text.slice(0, LONGEST_SCHEDULE_NAME).trim();

/** The month whose report comes first. */
function firstMonth(): string {
  const today = localDay(new Date());
  return newestMonthOver(session.value.value.answer?.recoveredTo ?? null, today) ?? addMonths(today, -1);
}

interface NameFieldProps {
  readonly name: string;
  readonly wrong: string | null;
  readonly onType: (text: string) => void;
}

function NameField({ name, wrong, onType }: NameFieldProps) {
  const id = useId();
  return (
    <div class="form-field">
      <label for={id}>{say('Name')}</label>
      <input
        id={id}
        class="field"
        required
        maxLength={LONGEST_SCHEDULE_NAME}
        value={name}
        aria-describedby={`${id}-note`}
        aria-invalid={wrong === null ? undefined : true}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <p class={wrong === null ? 'muted small' : 'form-wrong small'} id={`${id}-note`}>
        {wrong ??
          say('With the month after it: “{name}, {firstMonth}”.', {
            name,
            firstMonth: formatLongMonth(firstMonth()),
          })}
      </p>
    </div>
  );
}
