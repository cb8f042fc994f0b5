import { useId } from 'preact/hooks';
import { formatCount, formatShare } from '../../words/format.ts';
import { say } from '../../words/say.ts';

export interface ComparisonRow {
  readonly label: string;
  readonly is: number;
  readonly rest: number;
}

interface ComparisonTableProps {
  readonly title: string;
  readonly rows: readonly ComparisonRow[];
  /** Counted, but no part of the shares: what is not known. */
  readonly apart?: ComparisonRow;
}

/** Classes of the corridor's guns and of all others: a table whose shares are drawn as bars on one scale. */
export function ComparisonTable({ title, rows, apart }: ComparisonTableProps) {
  const id = useId();
  const sum = (side: 'is' | 'rest') => rows.reduce((total, row) => total + row[side], 0);
  const [all, allRest] = [sum('is'), sum('rest')];
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  const most = Math.max(0.01, ...rows.flatMap((row) => [share(row.is, all), share(row.rest, allRest)]));
  const cells = (count: number, of: number, kind: 'is' | 'rest') => (
    <>
      <td class="numeric">{formatCount(count)}</td>
      <td class="bar-cell">
        <span
          class={`bar ${kind}`}
          style={{ width: `${(56 * share(count, of)) / most}%` }}
          aria-hidden="true"
        />
        <span class="number">{of === 0 ? '–' : formatShare(share(count, of))}</span>
      </td>
    </>
  );
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="table-scroll">
        <table class="data-table comparison-table" aria-labelledby={id}>
          <thead>
            <tr>
              <td />
              <th scope="col" colSpan={2}>
                {say('This corridor')}
              </th>
              <th scope="col" colSpan={2}>
                {say('All other guns')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {cells(row.is, all, 'is')}
                {cells(row.rest, allRest, 'rest')}
              </tr>
            ))}
            {apart !== undefined && (
              <tr class="muted">
                <th scope="row">{apart.label}</th>
                <td class="numeric">{formatCount(apart.is)}</td>
                <td />
                <td class="numeric">{formatCount(apart.rest)}</td>
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
