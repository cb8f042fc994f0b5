import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatMonth } from '../../../words/format.ts';

type Month = QualityOfKind['months'][number];

interface TrendBarsProps {
  readonly title: string;
  /** What the full height stands for. */
  readonly note: string;
  readonly months: readonly Month[];
  /** 0 to 1 */
  readonly height: (month: Month) => number;
  readonly words: (month: Month) => string;
}

/** One figure month by month, as bars; the table beside it says the same. */
export function TrendBars({ title, note, months, height, words }: TrendBarsProps) {
  const width = 100 / Math.max(1, months.length);
  return (
    <figure class="quality-trend">
      <figcaption class="small">
        <strong>{title}</strong> <span class="muted">{note}</span>
      </figcaption>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {months.map((month, index) => (
          <g key={month.month}>
            <title>{`${formatMonth(month.month)}: ${words(month)}`}</title>
            <rect class="hit" x={index * width} width={width} y="0" height="100" />
            <rect
              class="bar"
              x={index * width + width * 0.1}
              width={width * 0.8}
              y={100 - 100 * height(month)}
              height={100 * height(month)}
            />
          </g>
        ))}
      </svg>
      <div class="quality-axis muted small" aria-hidden="true">
        <span>{formatMonth(months[0]?.month ?? '')}</span>
        {months.length > 1 && <span>{formatMonth(months.at(-1)?.month ?? '')}</span>}
      </div>
    </figure>
  );
}
