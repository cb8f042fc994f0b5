import type { FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import { shareWords } from '../../words/dealer-words.ts';
import { groupName, periodWords } from '../../words/firearm-class-words.ts';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { sharesOf } from './class-plots.ts';

/** The chart's figures: a row for each period, newest first. */
export function PeriodTable({ value }: { readonly value: FirearmsAnswer }) {
  const { groups, periods, unit, otherClasses, by } = value;
  const shares =
    by === 'ghost' || by === 'serial' ? new Map(sharesOf(value).map((one) => [one.start, one])) : null;
  return (
    <table class="data-table">
      <caption class="visually-hidden">{say('Guns recovered by period and class')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('Period')}</th>
          <th scope="col" class="numeric">
            {say('All')}
          </th>
          {groups.map((group) => (
            <th key={`${group.kind} ${group.key}`} scope="col" class="numeric">
              {groupName(group, otherClasses)}
            </th>
          ))}
          {shares !== null && (
            <th scope="col" class="numeric">
              {say('Share (95 % interval)')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {periods
          .map((start, at) => {
            const share = shares?.get(start);
            return (
              <tr key={start}>
                <td>{periodWords(start, unit)}</td>
                <td class="numeric">
                  {formatCount(groups.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))}
                </td>
                {groups.map((group) => (
                  <td key={`${group.kind} ${group.key}`} class="numeric">
                    {formatCount(group.counts[at] ?? 0)}
                  </td>
                ))}
                {shares !== null && <td class="numeric">{share === undefined ? '–' : shareWords(share)}</td>}
              </tr>
            );
          })
          .toReversed()}
      </tbody>
    </table>
  );
}
