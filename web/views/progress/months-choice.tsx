import type { Progress } from '../../../domain/progress.ts';
import { NEW_CRIME_GUN_DAYS } from '../../../domain/progress.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import type { Brush } from '../../charts/month-brush.ts';
import { brushOfDates, monthScale, orderedBrush } from '../../charts/month-brush.ts';
import { SelectField } from '../../panels/select-field.tsx';
import { changeFilter, changePage, filter } from '../../state/page.ts';
import { filterOf } from '../../state/which-guns.ts';
import { formatMonth } from '../../words/format.ts';
import { daysOfMonths } from '../../words/month-range.ts';
import { say } from '../../words/say.ts';

/** The months of the chart that the dates of the page's filter choose; null where they choose none, or all. */
export function chosenMonths({ months }: Progress): Brush | null {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { recoveredFrom, recoveredTo } = filter.value;
  return brushOfDates(monthScale(first.month, last.month), recoveredFrom, recoveredTo);
}

/** Puts months into the page's filter, in whichever order they are given. */
export function chooseMonths(one: string, other: string): void {
  const { first, last } = orderedBrush(one, other);
  changeFilter(daysOfMonths(first, last));
}

interface MonthsChoiceProps {
  readonly value: Progress;
  readonly chosen: Brush | null;
}

/** What dragging over the chart does, by choices: the months of the page's filter, and their guns on the map. */
export function MonthsChoice({ value, chosen }: MonthsChoiceProps) {
  const options = value.months.map(({ month }) => ({ value: month, label: formatMonth(month) }));
  const [first, last] = [options[0]?.value ?? '', options.at(-1)?.value ?? ''];
  const now = chosen ?? { first, last };
  const onMap = filterOf(value.intervention.filter);
  return (
    <div class="button-row">
      <SelectField
        label={say('Months from')}
        isBeside
        value={now.first}
        options={options}
        onChange={(month) => chooseMonths(month, now.last < month ? month : now.last)}
      />
      <SelectField
        label={say('to')}
        isBeside
        value={now.last}
        options={options}
        onChange={(month) => chooseMonths(now.first > month ? month : now.first, month)}
      />
      {chosen !== null && onMap !== null && (
        <button
          type="button"
          class="button"
          onClick={() =>
            changePage({
              view: 'map',
              filter: { ...onMap, ...timesOf(value), ...daysOfMonths(chosen.first, chosen.last) },
            })
          }
        >
          {say('Show the guns of these months on the map')}
        </button>
      )}
      {chosen !== null && (
        <button
          type="button"
          class="button"
          onClick={() => changeFilter({ recoveredFrom: undefined, recoveredTo: undefined })}
        >
          {say('All months')}
        </button>
      )}
    </div>
  );
}

/** What the outcome says of times-to-crime. */
const timesOf = ({ outcome }: Progress): TraceFilter =>
  outcome === 'new_crime_guns' ? { ttcMax: NEW_CRIME_GUN_DAYS } : {};
