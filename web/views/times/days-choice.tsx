import { LONGEST_TIME_TO_CRIME_DAYS } from '../../../domain/time-to-crime.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { changeFilter, changePage, filter } from '../../state/page.ts';
import { say } from '../../words/say.ts';

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
      aria-label={say('Time from sale to recovery')}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        const [from, to] = [Number(text('from')), text('to') === '' ? null : Number(text('to'))];
        if (to === null || from <= to) chooseDays(from, to);
        else chooseDays(to, from);
      }}
    >
      {days(say('Days from'), 'from', ttcMin)}
      {days(say('up to'), 'to', ttcMax)}
      <button type="submit" class="button">
        {say('Filter to these days')}
      </button>
      {isChosen && (
        <>
          <button type="button" class="button" onClick={() => changePage({ view: 'map' })}>
            {say('Show these guns on the map')}
          </button>
          <button type="button" class="button" onClick={() => chooseDays(0, null)}>
            {say('All times')}
          </button>
        </>
      )}
    </form>
  );
}
