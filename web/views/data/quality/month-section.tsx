import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatCount } from '../../../words/format.ts';
import { monthList } from '../../../words/month-range.ts';
import { medianWords, shareToTenth, trendSentence } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { MonthTable } from './month-table.tsx';
import { TrendBars } from './trend-bars.tsx';

type Month = QualityOfKind['months'][number];

/** Months beyond these make bars too thin to see. */
const MOST_MONTHS = 60;

/** How records became better or worse month by month: a small chart for each figure, and all of them as a table. */
export function MonthSection({ of, batch }: KindQualityProps) {
  const { months, undated, addresses, late, words } = of;
  const shown = newestMonths(months);
  const left = months.length - months.filter(({ month }) => shown.some((one) => one.month === month)).length;
  const most = (value: (month: Month) => number) => Math.max(1, ...months.map(value));
  return (
    <section class="quality-section" aria-labelledby="quality-months">
      <h3 id="quality-months">{say('Month by month')}</h3>
      {months.length === 0 ? (
        <p class="muted">{say('No record has a day, so none is of any month.')}</p>
      ) : (
        <>
          {trendSentence(months) !== null && <p>{trendSentence(months)}</p>}
          <div class="quality-trends">
            <TrendBars
              title={say('Records')}
              note={say('up to {most}', { most: formatCount(most(({ records }) => records)) })}
              months={shown}
              height={({ records }) => records / most((month) => month.records)}
              words={({ records }) => formatCount(records)}
            />
            <TrendBars
              title={say('Complete')}
              note={say('of all')}
              months={shown}
              height={({ records, complete }) => (records === 0 ? 0 : complete / records)}
              words={({ records, complete }) => shareToTenth(complete, records)}
            />
            {addresses !== null && (
              <TrendBars
                title={say('Placed to the street')}
                note={say('of addresses')}
                months={shown}
                height={(month) => (month.placed ?? 0) / Math.max(1, month.addresses ?? 0)}
                words={(month) => shareToTenth(month.placed ?? 0, month.addresses ?? 0)}
              />
            )}
            {late !== null && late.known > 0 && (
              <TrendBars
                title={say('Median days to the {to}', { to: late.to })}
                note={say('up to {most}', { most: formatCount(most((month) => month.medianDays ?? 0)) })}
                months={shown}
                height={({ medianDays }) => (medianDays ?? 0) / most((month) => month.medianDays ?? 0)}
                words={({ medianDays }) => medianWords(medianDays)}
              />
            )}
          </div>
          {left > 0 && (
            <p class="muted small">
              {say('The charts show the newest {mostMonths} months; {left} earlier ones are in the table.', {
                mostMonths: MOST_MONTHS,
                left: formatCount(left),
              })}
            </p>
          )}
          <details>
            <summary>{say('The months as a table')}</summary>
            <MonthTable of={of} batch={batch} />
          </details>
        </>
      )}
      {undated > 0 && (
        <p class="muted small">
          {say('{undated} {words} without a day are in no month.', {
            undated: formatCount(undated),
            words: undated === 1 ? words.one : words.many,
          })}
        </p>
      )}
    </section>
  );
}

/** The newest months up to the last, those between without records too. */
function newestMonths(months: readonly Month[]): readonly Month[] {
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  if (first === undefined || last === undefined) return [];
  const known = new Map(months.map((month) => [month.month, month]));
  return monthList(first, last)
    .slice(-MOST_MONTHS)
    .map((month) => known.get(month) ?? nothingIn(month));
}

const nothingIn = (month: string): Month => ({
  month,
  records: 0,
  complete: 0,
  addresses: null,
  placed: null,
  medianDays: null,
  timed: null,
});
