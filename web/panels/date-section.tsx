import { changeFilter, filter } from '../state/page.ts';
import { session } from '../state/session.ts';
import { addDays, addMonths, type DayRange, daysOfMonths } from '../words/month-range.ts';
import { say } from '../words/say.ts';

/** Ranges people ask for, counted back from the newest record rather than from today. */
function presets(newest: string): readonly { label: string; range: DayRange }[] {
  const month = newest.slice(0, 7);
  const year = newest.slice(0, 4);
  const before = String(Number(year) - 1);
  return [
    { label: say('Last 12 months'), range: daysOfMonths(addMonths(month, -11), month) },
    { label: say('Last 3 years'), range: daysOfMonths(addMonths(month, -35), month) },
    { label: year, range: daysOfMonths(`${year}-01`, `${year}-12`) },
    { label: before, range: daysOfMonths(`${before}-01`, `${before}-12`) },
  ];
}

/** Dates of recovery: presets, and first and last day. */
export function DateSection() {
  const newest = session.value.value.answer?.recoveredTo ?? null;
  const oldest = session.value.value.answer?.recoveredFrom ?? null;
  const { recoveredFrom, recoveredTo } = filter.value;
  const isSet = recoveredFrom !== undefined || recoveredTo !== undefined;
  return (
    <fieldset>
      <div class="section-head">
        <h3>{say('Recovered')}</h3>
        {isSet && (
          <button
            type="button"
            class="link-button small"
            onClick={() => changeFilter({ recoveredFrom: undefined, recoveredTo: undefined })}
          >
            {say('Clear')}
            <span class="visually-hidden"> {say('dates')}</span>
          </button>
        )}
      </div>
      {newest !== null && (
        <div class="button-row">
          {presets(newest).map(({ label, range }) => (
            <button
              key={label}
              type="button"
              class="button small"
              aria-pressed={recoveredFrom === range.recoveredFrom && recoveredTo === range.recoveredTo}
              onClick={() => changeFilter(range)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      <div class="date-fields">
        <label>
          <span class="small muted">{say('From')}</span>
          <input
            class="field"
            type="date"
            value={recoveredFrom ?? ''}
            min={oldest ?? undefined}
            max={newest ?? undefined}
            onChange={({ currentTarget: { value } }) => setFirstDay(value)}
          />
        </label>
        <label>
          <span class="small muted">{say('To')}</span>
          <input
            class="field"
            type="date"
            value={recoveredTo === undefined ? '' : addDays(recoveredTo, -1)}
            min={oldest ?? undefined}
            onChange={({ currentTarget: { value } }) => setLastDay(value)}
          />
        </label>
      </div>
    </fieldset>
  );
}

function setFirstDay(day: string): void {
  const { recoveredTo } = filter.value;
  const isPast = day !== '' && recoveredTo !== undefined && day >= recoveredTo;
  changeFilter({
    recoveredFrom: day === '' ? undefined : day,
    ...(isPast && { recoveredTo: addDays(day, 1) }),
  });
}

function setLastDay(day: string): void {
  const { recoveredFrom } = filter.value;
  const isPast = day !== '' && recoveredFrom !== undefined && day < recoveredFrom;
  changeFilter({
    recoveredTo: day === '' ? undefined : addDays(day, 1),
    ...(isPast && { recoveredFrom: day }),
  });
}
