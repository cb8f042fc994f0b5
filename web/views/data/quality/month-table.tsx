import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatMonth } from '../../../words/format.ts';
import { fewWords, medianWords, shareToTenth } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';

/** The newest month first; its numbers open its rows. */
export function MonthTable({ of, batch }: KindQualityProps) {
  const { months, addresses, late } = of;
  return (
    <table class="file-table">
      <thead>
        <tr>
          <th scope="col">{say('Month')}</th>
          <th scope="col" class="number">
            {say('Records')}
          </th>
          <th scope="col" class="number">
            {say('Incomplete')}
          </th>
          {addresses !== null && (
            <th scope="col" class="number">
              {say('Not placed to street')}
            </th>
          )}
          {late !== null && (
            <th scope="col" class="number">
              {say('Median')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {[...months].reverse().map((month) => (
          <MonthRow key={month.month} month={month} of={of} batch={batch} />
        ))}
      </tbody>
    </table>
  );
}

function MonthRow({
  month: { month, records, complete, addresses, placed, medianDays },
  of: { kind, late },
  batch,
}: KindQualityProps & { readonly month: QualityOfKind['months'][number] }) {
  const shown = { kind, batch };
  const when = formatMonth(month);
  const coarse = (addresses ?? 0) - (placed ?? 0);
  return (
    <tr>
      <th scope="row">
        {when} <small>{fewWords(records)}</small>
      </th>
      <td class="number" data-label={say('Records')}>
        <OpenRows
          of={shown}
          count={records}
          rows={{ check: 'records', month }}
          label={say('Records of {when}', { when })}
        />
      </td>
      <td class="number" data-label={say('Incomplete')}>
        <OpenRows
          of={shown}
          count={records - complete}
          rows={{ check: 'incomplete', month }}
          label={say('Incomplete of {when}', { when })}
        />{' '}
        <small>({shareToTenth(records - complete, records)})</small>
      </td>
      {addresses !== null && (
        <td class="number" data-label={say('Not placed to street')}>
          <OpenRows
            of={shown}
            count={coarse}
            rows={{ check: 'not_placed', month }}
            label={say('Not placed to the street of {when}', { when })}
          />{' '}
          <small>({shareToTenth(coarse, addresses)})</small>
        </td>
      )}
      {late !== null && (
        <td class="number" data-label={say('Median')}>
          {medianWords(medianDays)}
        </td>
      )}
    </tr>
  );
}
