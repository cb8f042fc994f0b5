import type { FirearmGroup, FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { FIREARM_TYPES } from '../../../domain/vocabulary.ts';
import { changeFilter } from '../../state/page.ts';
import { shareWords } from '../../words/dealer-words.ts';
import { changeCell, changeTitle, GROUPING_WORDS, groupName } from '../../words/firearm-class-words.ts';
import { formatCount, formatDays, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';

/** Every class with its share, times and change; those that a filter asks for filter. */
export function ClassTable({ value }: { readonly value: FirearmsAnswer }) {
  const { by, groups, otherClasses } = value;
  return (
    <div class="plot-table">
      <table class="data-table">
        <caption class="visually-hidden">{say('Firearms by {by}', { by: GROUPING_WORDS[by] })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Firearms')}</th>
            {[say('Guns'), say('Share (95 % interval)'), say('Half within'), say('Within 3 years')].map(
              (label) => (
                <th key={label} scope="col" class="numeric">
                  {label}
                </th>
              ),
            )}
            <th
              scope="col"
              class="numeric"
              title={say('Guns of the last 12 months against the 12 before, with the exact 95 % interval')}
            >
              {say('Against the year before')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <ClassRow
              key={`${group.kind} ${group.key}`}
              group={group}
              name={groupName(group, otherClasses)}
              filter={filterOf(value, group)}
            />
          ))}
        </tbody>
      </table>
      <p class="muted small">
        {say('* rests on fewer than {fewRecords} guns whose time-to-crime is known.', {
          fewRecords: FEW_RECORDS,
        })}
      </p>
    </div>
  );
}

interface ClassRowProps {
  readonly group: FirearmGroup;
  readonly name: string;
  readonly filter: Partial<TraceFilter> | null;
}

function ClassRow({ group, name, filter }: ClassRowProps) {
  const { median, withinThreeYears, known, share, change } = group;
  const few = known < FEW_RECORDS ? '*' : '';
  const rests = say('Rests on {known} whose time-to-crime is known', { known: guns(known) });
  return (
    <tr>
      <td>
        {filter === null ? (
          name
        ) : (
          <button
            type="button"
            class="row-button"
            title={say('Filter to {name}', { name })}
            aria-label={say('Filter to {name}', { name })}
            onClick={() => changeFilter(filter)}
          >
            {name}
          </button>
        )}
      </td>
      <td class="numeric">{formatCount(group.guns)}</td>
      <td class="numeric">{share === null ? '–' : shareWords(share)}</td>
      <td class="numeric" title={rests}>
        {median === null || median.value === null ? '–' : `${formatDays(median.value)}${few}`}
      </td>
      <td class="numeric" title={rests}>
        {withinThreeYears === null ? '–' : `${shareWords(withinThreeYears)}${few}`}
      </td>
      <td class="numeric" title={changeTitle(change)}>
        {changeCell(change)}
        {'refused' in change && <span class="visually-hidden">{change.reason}</span>}
      </td>
    </tr>
  );
}

/** What filters to a class; null where no filter asks for it. */
function filterOf({ by }: FirearmsAnswer, { kind, key, values }: FirearmGroup): Partial<TraceFilter> | null {
  if (kind !== 'class' || values.length === 0) return null;
  if (by === 'manufacturer') return { manufacturer: values };
  if (by === 'caliber') return { caliber: values };
  const type = FIREARM_TYPES.find((one) => one === key);
  return by === 'type' && type !== undefined ? { firearmType: [type] } : null;
}
