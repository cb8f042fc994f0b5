import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatMonth } from '../../../words/format.ts';
import { fewWords, medianWords, shareToTenth } from '../../../words/quality-words.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';

/** The newest month first; its numbers open its rows. */
export function MonthTable({ of, batch }: KindQualityProps) {
  const { months, addresses, late } = of;
  return (
    <table class="file-table">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col" class="number">
            Records
          </th>
          <th scope="col" class="number">
            Incomplete
          </th>
          {addresses !== null && (
            <th scope="col" class="number">
              Not placed to street
            </th>
          )}
          {late !== null && (
            <th scope="col" class="number">
              Median
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
      <td class="number" data-label="Records">
        <OpenRows
          of={shown}
          count={records}
          rows={{ check: 'records', month }}
          label={`Records of ${when}`}
        />
      </td>
      <td class="number" data-label="Incomplete">
        <OpenRows
          of={shown}
          count={records - complete}
          rows={{ check: 'incomplete', month }}
          label={`Incomplete of ${when}`}
        />{' '}
        <small>({shareToTenth(records - complete, records)})</small>
      </td>
      {addresses !== null && (
        <td class="number" data-label="Not placed to street">
          <OpenRows
            of={shown}
            count={coarse}
            rows={{ check: 'not_placed', month }}
            label={`Not placed to the street of ${when}`}
          />{' '}
          <small>({shareToTenth(coarse, addresses)})</small>
        </td>
      )}
      {late !== null && (
        <td class="number" data-label="Median">
          {medianWords(medianDays)}
        </td>
      )}
    </tr>
  );
}
