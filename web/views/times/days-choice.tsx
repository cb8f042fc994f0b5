import { LONGEST_TIME_TO_CRIME_DAYS } from '../../../domain/time-to-crime.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { changeFilter, changePage, filter } from '../../state/page.ts';

/** Puts a span of days from sale to recovery, both included, into the page's filter; open where it leaves nothing out. */
export function chooseDays(from: number, to: number | null): void {
  changeFilter({ ttcMin: from <= 0 ? undefined : from, ttcMax: to ?? undefined });
}

/** What dragging over the curves does, by fields: the times-to-crime of the page's filter, and their guns on the map. */
export function DaysChoice() {
  const { ttcMin, ttcMax } = filter.value;
  const isChosen = ttcMin !== undefined || ttcMax !== undefined;
  const days = (label: string, name: string, value: number | undefined) => (
    <FormField
      label={label}
      name={name}
      type="number"
      min={0}
      max={LONGEST_TIME_TO_CRIME_DAYS}
      step="1"
      value={String(value ?? '')}
    />
  );
  return (
    <form
      key={`${ttcMin} ${ttcMax}`}
      class="button-row days-choice"
      aria-label="Time from sale to recovery"
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        const [from, to] = [Number(text('from')), text('to') === '' ? null : Number(text('to'))];
        if (to === null || from <= to) chooseDays(from, to);
        else chooseDays(to, from);
      }}
    >
      {days('Days from', 'from', ttcMin)}
      {days('up to', 'to', ttcMax)}
      <button type="submit" class="button">
        Filter to these days
      </button>
      {isChosen && (
        <>
          <button type="button" class="button" onClick={() => changePage({ view: 'map' })}>
            Show these guns on the map
          </button>
          <button type="button" class="button" onClick={() => chooseDays(0, null)}>
            All times
          </button>
        </>
      )}
    </form>
  );
}
