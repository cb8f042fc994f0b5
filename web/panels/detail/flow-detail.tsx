import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { isNarrowedTo } from '../../state/area-filter.ts';
import { flowDealers, flowDetail, pathOf } from '../../state/detail.ts';
import { flows, way } from '../../state/map-data.ts';
import { changeFilter, changePage, page, select } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { placeOfDealer } from '../../words/dealer-words.ts';
import { pathWords } from '../../words/end-words.ts';
import { formatCount, formatDistance, guns, shareOf } from '../../words/format.ts';
import { NOTICE } from '../../words/notice-words.ts';
import { say } from '../../words/say.ts';
import { ErrorNote } from '../error-note.tsx';
import { Facts, timeToCrimeFacts } from './facts.tsx';

export function FlowDetail({ origin, destination }: { origin: string; destination: string }) {
  const { flow, loading } = flowDetail.value;
  if (flow === null) {
    return (
      <p class="muted" role="status">
        {loading
          ? say('Looking up the flow…')
          : say(
              'No gun of this selection went from {origin} to {destination}. Take off a filter to see it again.',
              { origin, destination },
            )}
      </p>
    );
  }
  const is = flow.properties;
  const all = flows.value.answer?.totals.count ?? 0;
  const path = pathOf({ origin, destination });
  return (
    <>
      <h2>
        <span class="side sold">{is.originName}</span> <span aria-hidden="true">→</span>
        <span class="visually-hidden">{say('to')}</span>{' '}
        <span class="side recovered">{is.destinationName}</span>
      </h2>
      <p class="headline">
        <span class="big number">{formatCount(is.count)}</span> {is.count === 1 ? say('gun') : say('guns')}{' '}
        {pathWords(way.value, is.originName, is.destinationName)}
      </p>
      <Facts
        facts={[
          [say('Share'), `${shareOf(is.count, all)} ${way.value.traced}`],
          ...timeToCrimeFacts(is.medianTimeToCrimeDays, is.shortTimeToCrimeShare, is.knownTimeToCrime),
          [
            say('Distance'),
            say('{distanceKm} between the middles of the two areas', {
              distanceKm: formatDistance(is.distanceKm),
            }),
          ],
        ]}
      />
      {path !== null && <FlowActions path={path} />}
      {path !== null && page.value.figures === 'records' && can('records') && <TopDealers path={path} />}
      <p class="muted small">{NOTICE}</p>
    </>
  );
}

/** What the filter must say to leave this flow alone, with an open table beside it. */
function openTable(table: 'recoveries' | 'dealers', path: TraceFilter): void {
  changePage({ table, sort: null, filter: { ...page.value.filter, ...path } });
}

function FlowActions({ path }: { path: TraceFilter }) {
  const isOn = isNarrowedTo(page.value.filter, path);
  return (
    <div class="button-row">
      <button type="button" class="button" disabled={isOn} onClick={() => changeFilter(path)}>
        {isOn ? say('Filtered to this flow') : say('Filter to this flow')}
      </button>
      {page.value.figures === 'records' && can('records') && (
        <button type="button" class="button" onClick={() => openTable('recoveries', path)}>
          {say('List the recoveries')}
        </button>
      )}
    </div>
  );
}

function TopDealers({ path }: { path: TraceFilter }) {
  const { answer, error } = flowDealers.value.value;
  return (
    <section class="detail-section">
      <h3>{say('Dealers with most guns')}</h3>
      {error !== null && <ErrorNote error={error} onRetry={flowDealers.retry} />}
      {answer === null && error === null && <p class="muted small">{say('Looking up dealers…')}</p>}
      {answer !== null && (
        <ol class="top-list">
          {answer.items.map(({ id, name, city, state, traces }) => (
            <li key={id}>
              <button type="button" class="link-button" onClick={() => select({ kind: 'dealer', id })}>
                {name}
              </button>
              <span class="muted small"> {placeOfDealer({ city, state })}</span>
              <span class="number">{guns(traces)}</span>
            </li>
          ))}
        </ol>
      )}
      {answer !== null && answer.items.length > 0 && (
        <p>
          <button
            type="button"
            class="button"
            onClick={() =>
              changePage({
                view: 'dealers',
                selection: [],
                sort: null,
                filter: { ...page.value.filter, ...path },
              })
            }
          >
            {say('Compare its dealers by what they sold')}
          </button>
        </p>
      )}
      {answer !== null && answer.total > answer.items.length && (
        <p class="muted small">
          {say('{total} dealers in all.', { total: formatCount(answer.total) })}{' '}
          <button type="button" class="link-button" onClick={() => openTable('dealers', path)}>
            {say('List them')}
          </button>
        </p>
      )}
    </section>
  );
}
