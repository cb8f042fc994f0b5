import type { CorridorPage } from '../../../domain/corridor.ts';
import { DISTANCE_CLASSES } from '../../../domain/corridor.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../../domain/time-to-crime.ts';
import { FIREARM_TYPES } from '../../../domain/vocabulary.ts';
import { ErrorNote } from '../../panels/error-note.tsx';
import { corridorPage } from '../../state/corridors.ts';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { FIREARM_TYPE_WORDS } from '../../words/firearm-words.ts';
import { formatCount, formatDays, formatDistance, formatShare, guns, shareOf } from '../../words/format.ts';
import { say, sayKnown } from '../../words/say.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { CorridorActions } from './corridor-actions.tsx';
import { DealersTable } from './dealers-table.tsx';
import { MonthChart } from './month-chart.tsx';
import { ShownFilter } from './shown-filter.tsx';

/** One corridor beside all other guns of the filter. */
export function CorridorPageView() {
  const { answer, error, loading } = corridorPage.value.value;
  const back = () => changePage({ openCorridor: null, sort: null });
  return (
    <>
      <button type="button" class="link-button small" onClick={back}>
        {say('← All corridors')}
      </button>
      {error !== null && error.status === 404 && <Gone message={error.message} />}
      {error !== null && error.status !== 404 && <ErrorNote error={error} onRetry={corridorPage.retry} />}
      {answer === null && error === null && <p class="muted">{say('Counting the corridor…')}</p>}
      {answer !== null && (
        <article aria-busy={loading}>
          <Page answer={answer} />
        </article>
      )}
    </>
  );
}

function Gone({ message }: { message: string }) {
  return (
    <div class="empty" role="alert">
      <h2>{message}</h2>
      <button
        type="button"
        class="button primary"
        onClick={() => changePage({ openCorridor: null, sort: null })}
      >
        {say('Show all corridors')}
      </button>
    </div>
  );
}

function Page({ answer }: { answer: CorridorPage }) {
  const { corridor, is, rest, months, undated, dealers, dealerCount, notice } = answer;
  const all = is.count + rest.count;
  return (
    <>
      <header class="corridors-head">
        <div>
          <h1>{corridor.name}</h1>
          <ShownFilter traced={all} />
        </div>
        <CorridorActions corridor={corridor} />
      </header>
      {corridor.note !== '' && <p class="corridor-note">{corridor.note}</p>}
      <dl class="corridor-ends">
        <div>
          <dt>
            <span class="side sold">{say('Sold in')}</span>
          </dt>
          <dd>{corridor.origins.map(({ name }) => name).join('; ')}</dd>
        </div>
        <div>
          <dt>
            <span class="side recovered">{say('Recovered in')}</span>
          </dt>
          <dd>{corridor.destinations.map(({ name }) => name).join('; ')}</dd>
        </div>
      </dl>
      <p class="headline">
        <span class="big number">{formatCount(is.count)}</span>{' '}
        {say('{words}: {count} traced to a dealer', {
          words: is.count === 1 ? say('gun') : say('guns'),
          count: shareOf(is.count, all),
        })}
        {is.count > 0 && is.count < FEW_RECORDS && (
          <span class="caution"> {say('Rests on {count} only.', { count: guns(is.count) })}</span>
        )}
      </p>
      <KeyFigures answer={answer} />
      <MonthChart months={months} undated={undated} />
      <div class="comparison-grid">
        <ComparisonTable
          title={say('Time from sale to recovery')}
          rows={TIME_TO_CRIME_BUCKETS.map(({ label }, index) => ({
            label: sayKnown(label),
            is: is.timeToCrime[index] ?? 0,
            rest: rest.timeToCrime[index] ?? 0,
          }))}
          apart={{ label: say('Unknown'), is: is.unknownTimeToCrime, rest: rest.unknownTimeToCrime }}
        />
        <ComparisonTable
          title={say('Distance from county of sale to county of recovery')}
          rows={DISTANCE_CLASSES.map(({ label }, index) => ({
            label: sayKnown(label),
            is: is.distances[index] ?? 0,
            rest: rest.distances[index] ?? 0,
          }))}
          apart={{ label: say('A county unknown'), is: is.unknownDistance, rest: rest.unknownDistance }}
        />
        <ComparisonTable
          title={say('Firearms')}
          rows={FIREARM_TYPES.map((type, index) => ({
            label: FIREARM_TYPE_WORDS[type].label,
            is: is.firearmTypes[index] ?? 0,
            rest: rest.firearmTypes[index] ?? 0,
          }))}
        />
        {can('records') && <DealersTable dealers={dealers} total={dealerCount} count={is.count} />}
      </div>
      <p class="muted small">{sayKnown(notice)}</p>
    </>
  );
}

/** Medians and the short share, each beside the same of all other guns. */
function KeyFigures({ answer: { is, rest } }: { answer: CorridorPage }) {
  const days = (value: number | null) =>
    value === null ? say('unknown') : say('{days} of sale', { days: formatDays(value) });
  const short = ({ shortShare }: CorridorPage['is']) =>
    shortShare === null ? (
      'unknown'
    ) : (
      <>
        {say('{shortShare} of {known}', {
          shortShare: formatShare(shortShare.value),
          known: formatCount(shortShare.known),
        })}{' '}
        <span class="muted">
          ({formatShare(shortShare.low)}–{formatShare(shortShare.high)})
        </span>
      </>
    );
  const km = (value: number | null) => (value === null ? 'unknown' : formatDistance(value));
  return (
    <div class="table-scroll">
      <table class="data-table key-figures">
        <caption class="visually-hidden">{say('This corridor beside all other guns')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{say('This corridor')}</th>
            <th scope="col">{say('All other guns')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('Guns')}</th>
            <td>{formatCount(is.count)}</td>
            <td>{formatCount(rest.count)}</td>
          </tr>
          <tr>
            <th scope="row" title={say('Median time-to-crime')}>
              {say('Half recovered within')}
            </th>
            <td>{days(is.medianTimeToCrimeDays)}</td>
            <td>{days(rest.medianTimeToCrimeDays)}</td>
          </tr>
          <tr>
            <th
              scope="row"
              title={say(
                'At most 1,095 days from sale to recovery; of the guns whose time-to-crime is known',
              )}
            >
              {say('Sold within 3 years')} <span class="muted">{say('(95 % interval)')}</span>
            </th>
            <td>{short(is)}</td>
            <td>{short(rest)}</td>
          </tr>
          <tr>
            <th scope="row" title={say('Median distance between the middles of the two counties')}>
              {say('Half within a distance of')}
            </th>
            <td>{km(is.medianDistanceKm)}</td>
            <td>{km(rest.medianDistanceKm)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
