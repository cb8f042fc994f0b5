import type { Progress } from '../../../domain/progress.ts';
import { formatCount, formatRate } from '../../words/format.ts';
import { ratioRange } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';

/** The three ways in which before and after were compared, each with its interval or why it says nothing. */
export function EvidenceSection({ value }: { readonly value: Progress }) {
  const { beforeAfter, series, compared, outcome, months, monthsBefore } = value;
  const p = (chance: number) => (chance < 0.001 ? '< 0.001' : chance.toPrecision(2));
  return (
    <section aria-labelledby="progress-evidence">
      <h2 id="progress-evidence">{say('How it was compared')}</h2>
      <div class="table-scroll">
        <table class="data-table progress-evidence">
          <caption class="visually-hidden">
            {say('Ratios of after to before with their 95 % intervals')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('Compared with')}</th>
              <th scope="col">{say('Change (95 % interval)')}</th>
              <th scope="col" class="numeric">
                {say('By chance (p)')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                {say('Plainly before')}
                {beforeAfter !== null && (
                  <span class="muted small">
                    {say('{before} in {monthsBefore} months, {after} in {count}', {
                      before: formatCount(beforeAfter.before),
                      monthsBefore: formatCount(monthsBefore),
                      after: formatCount(beforeAfter.after),
                      count: formatCount(months.length - monthsBefore),
                    })}
                  </span>
                )}
              </th>
              <td>
                {beforeAfter === null
                  ? say('There are no months on both sides.')
                  : ratioRange(beforeAfter.ratio, outcome)}
              </td>
              <td class="numeric">{beforeAfter === null ? '–' : p(beforeAfter.p)}</td>
            </tr>
            <tr>
              <th scope="row">
                {say('Its own trend and season')}
                {'ratio' in series && (
                  <span class="muted small">
                    {say(
                      'trend {yearlyTrend} times a year; counts vary {dispersion} times as much as by chance',
                      {
                        yearlyTrend: formatRate(series.yearlyTrend),
                        dispersion: formatRate(series.dispersion),
                      },
                    )}
                  </span>
                )}
              </th>
              <td>{'ratio' in series ? ratioRange(series.ratio, outcome) : series.reason}</td>
              <td class="numeric">{'ratio' in series ? p(series.p) : '–'}</td>
            </tr>
            <tr>
              <th scope="row">
                {say('Where nothing was done')}
                {'ratio' in compared && <span class="muted small">{compared.comparison}</span>}
              </th>
              <td>{'ratio' in compared ? ratioRange(compared.ratio, outcome) : compared.reason}</td>
              <td class="numeric">{'ratio' in compared ? p(compared.p) : '–'}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {'ratio' in compared && <PreTrends value={compared} />}
    </section>
  );
}

type Compared = Extract<Progress['compared'], { readonly preTrends: unknown }>;

/** Whether the comparison ran parallel before, and what else was offered. */
function PreTrends({ value }: { readonly value: Compared }) {
  return (
    <details>
      <summary>{say('How the comparison was chosen')}</summary>
      <div class="plot-how">
        <p>
          {say(
            'Of these series the one that moved apart least before it began, by the months before alone; none that clearly moved apart (p below 0.05). That they were not told apart does not prove them parallel: read the interval.',
          )}
        </p>
        <ul>
          {value.preTrends.map(({ name, yearlyDivergence, interval, p }) => (
            <li key={name}>
              {say('{name}: {yearlyDivergence} times a year ({low} to {high}), p {toPrecision}', {
                name,
                yearlyDivergence: formatRate(yearlyDivergence),
                low: formatRate(interval.low),
                high: formatRate(interval.high),
                toPrecision: p.toPrecision(2),
              })}
              {name === value.comparison && say(' – chosen')}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
