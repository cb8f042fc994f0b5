import type { CoverageAgency } from '../../../domain/tracing-responses.ts';
import { formatCount, formatMonth, formatShare } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import type { Measure } from './coverage-section.tsx';

/** Lower bounds of the shades, the palest first: below the first there is none. */
const SHADES = [0.25, 0.5, 0.75, 0.9, 1] as const;

interface CoverageCellProps {
  readonly month: string;
  /** Null where no gun was recovered. */
  readonly counts: CoverageAgency['months'][number] | null;
  readonly measure: Measure;
}

/** A month of an agency: the share in figures, shaded the darker the more there is, and of how many. */
export function CoverageCell({ month, counts, measure }: CoverageCellProps) {
  if (counts === null) {
    return (
      <td data-label={formatMonth(month)} class="muted">
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{say('no guns recovered')}</span>
      </td>
    );
  }
  const share = counts[measure] / counts.recovered;
  return (
    <td data-label={formatMonth(month)} data-shade={SHADES.filter((least) => share >= least).length}>
      {formatShare(share)}
      <small> {say('of {recovered}', { recovered: formatCount(counts.recovered) })}</small>
    </td>
  );
}
