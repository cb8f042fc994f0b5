import type { CorridorPage } from '../../../domain/corridor.ts';
import { formatCount, formatMonth, formatShare, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';

type Month = CorridorPage['months'][number];

const shareOfMonth = ({ count, all }: Month) => (all === 0 ? 0 : count / all);

/** Guns of the corridor by month of recovery, and their share of all; the same as a table. */
export function MonthChart({ months, undated }: { months: readonly Month[]; undated: number }) {
  const mostGuns = Math.max(1, ...months.map(({ count }) => count));
  const mostShare = Math.max(0.01, ...months.map(shareOfMonth));
  return (
    <section aria-labelledby="by-month">
      <h2 id="by-month">{say('By month of recovery')}</h2>
      {months.length === 0 ? (
        <p class="muted">{say('No dated recoveries in what is shown.')}</p>
      ) : (
        <>
          <figure class="month-chart">
            <figcaption class="small">
              <strong>{say('Guns')}</strong>{' '}
              <span class="muted">
                {say('up to {mostGuns} a month', { mostGuns: formatCount(mostGuns) })}
              </span>
            </figcaption>
            <Bars months={months} value={({ count }) => count / mostGuns} kind="count" />
            <figcaption class="small">
              <strong>{say('Share of all traced guns')}</strong>{' '}
              <span class="muted">{say('up to {mostShare}', { mostShare: formatShare(mostShare) })}</span>
            </figcaption>
            <Bars months={months} value={(month) => shareOfMonth(month) / mostShare} kind="share" />
            <YearAxis months={months} />
          </figure>
          <details>
            <summary>{say('The months as a table')}</summary>
            <MonthTable months={months} />
          </details>
        </>
      )}
      {undated > 0 && (
        <p class="muted small">
          {say('{undated} more have no date of recovery.', { undated: guns(undated) })}
        </p>
      )}
    </section>
  );
}

interface BarsProps {
  readonly months: readonly Month[];
  /** Height of a month's bar, 0 to 1. */
  readonly value: (month: Month) => number;
  readonly kind: 'count' | 'share';
}

function Bars({ months, value, kind }: BarsProps) {
  const width = 100 / months.length;
  return (
    <svg class={`month-bars ${kind}`} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {months.map((month, index) => (
        <g key={month.month}>
          <title>
            {say('{month}: {count}, {month2} of {all}', {
              month: formatMonth(month.month),
              count: guns(month.count),
              month2: formatShare(shareOfMonth(month)),
              all: formatCount(month.all),
            })}
          </title>
          <rect class="hit" x={index * width} width={width} y="0" height="100" />
          <rect
            class="bar"
            x={index * width + width * 0.1}
            width={width * 0.8}
            y={100 - 100 * value(month)}
            height={100 * value(month)}
          />
        </g>
      ))}
    </svg>
  );
}

const MOST_YEARS = 8;

function YearAxis({ months }: { months: readonly Month[] }) {
  const januaries = months.flatMap(({ month }, index) => (month.endsWith('-01') ? [{ month, index }] : []));
  const every = Math.max(1, Math.ceil(januaries.length / MOST_YEARS));
  return (
    <div class="month-axis muted small" aria-hidden="true">
      {januaries
        .filter((_, index) => index % every === 0)
        .map(({ month, index }) => (
          <span key={month} style={{ left: `${(100 * index) / months.length}%` }}>
            {month.slice(0, 4)}
          </span>
        ))}
    </div>
  );
}

function MonthTable({ months }: { months: readonly Month[] }) {
  return (
    <div class="table-scroll month-table">
      <table class="data-table">
        <caption class="visually-hidden">{say('Guns of the corridor by month of recovery')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Month')}</th>
            <th scope="col" class="numeric">
              {say('This corridor')}
            </th>
            <th scope="col" class="numeric">
              {say('All traced guns')}
            </th>
            <th scope="col" class="numeric">
              {say('Share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.month}>
              <th scope="row">{formatMonth(month.month)}</th>
              <td class="numeric">{formatCount(month.count)}</td>
              <td class="numeric">{formatCount(month.all)}</td>
              <td class="numeric">{month.all === 0 ? '–' : formatShare(shareOfMonth(month))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
