import { stateByCode } from '../../../domain/geography/states.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import { flowDealers, flowDetail, levelOfCode, stateOfCode } from '../../state/detail.ts';
import { flows } from '../../state/map-data.ts';
import { changeFilter, changePage, page, select } from '../../state/page.ts';
import { formatCount, formatDistance, guns, shareOf } from '../../words/format.ts';
import { ErrorNote } from '../error-note.tsx';
import { Facts, timeToCrimeFacts } from './facts.tsx';

export function FlowDetail({ origin, destination }: { origin: string; destination: string }) {
  const { flow, loading } = flowDetail.value;
  if (flow === null) {
    return (
      <p class="muted" role="status">
        {loading
          ? 'Looking up the flow…'
          : `No gun of this selection went from ${origin} to ${destination}. Take off a filter to see it again.`}
      </p>
    );
  }
  const is = flow.properties;
  const all = flows.value.answer?.totals.count ?? 0;
  return (
    <>
      <h2>
        <span class="side sold">{is.originName}</span> <span aria-hidden="true">→</span>
        <span class="visually-hidden">to</span> <span class="side recovered">{is.destinationName}</span>
      </h2>
      <p class="headline">
        <span class="big number">{formatCount(is.count)}</span> {is.count === 1 ? 'gun' : 'guns'} sold in{' '}
        {is.originName} and recovered in {is.destinationName}
      </p>
      <Facts
        facts={[
          ['Share', `${shareOf(is.count, all)} traced to a dealer`],
          ...timeToCrimeFacts(is.medianTimeToCrimeDays, is.shortTimeToCrimeShare, is.knownTimeToCrime),
          ['Distance', `${formatDistance(is.distanceKm)} between the middles of the two areas`],
        ]}
      />
      <FlowActions origin={origin} destination={destination} />
      {page.value.figures === 'records' && <TopDealers origin={origin} destination={destination} />}
      <p class="muted small">{NOT_A_RANDOM_SAMPLE}</p>
    </>
  );
}

function FlowActions({ origin, destination }: { origin: string; destination: string }) {
  const source = stateOfCode(origin);
  const target = stateOfCode(destination);
  const isWhole = levelOfCode(origin) === 'state';
  const { sourceState, recoveryState } = page.value.filter;
  const isOn = sourceState?.join() === source && recoveryState?.join() === target;
  const name = (code: string) => stateByCode(code)?.name ?? code;
  const states = source === target ? name(source) : `${name(source)} → ${name(target)}`;
  return (
    <div class="button-row">
      <button
        type="button"
        class="button"
        disabled={isOn}
        onClick={() => changeFilter({ sourceState: [source], recoveryState: [target] })}
      >
        {isOn ? 'Filtered to this flow' : isWhole ? 'Filter to this flow' : `Filter to ${states}`}
      </button>
      {page.value.figures === 'records' && (
        <button
          type="button"
          class="button"
          onClick={() =>
            changePage({
              table: 'recoveries',
              sort: null,
              filter: { ...page.value.filter, sourceState: [source], recoveryState: [target] },
            })
          }
        >
          List the recoveries
        </button>
      )}
    </div>
  );
}

function TopDealers({ origin, destination }: { origin: string; destination: string }) {
  const { answer, error } = flowDealers.value.value;
  const states = `${stateOfCode(origin)} to ${stateOfCode(destination)}`;
  return (
    <section class="detail-section">
      <h3>Dealers with most guns{levelOfCode(origin) === 'county' ? `, ${states}` : ''}</h3>
      {error !== null && <ErrorNote error={error} onRetry={flowDealers.retry} />}
      {answer === null && error === null && <p class="muted small">Looking up dealers…</p>}
      {answer !== null && (
        <ol class="top-list">
          {answer.items.map(({ id, name, city, state, traces }) => (
            <li key={id}>
              <button type="button" class="link-button" onClick={() => select({ kind: 'dealer', id })}>
                {name}
              </button>
              <span class="muted small"> {[city, state].filter((part) => part !== null).join(', ')}</span>
              <span class="number">{guns(traces)}</span>
            </li>
          ))}
        </ol>
      )}
      {answer !== null && answer.total > answer.items.length && (
        <p class="muted small">
          {formatCount(answer.total)} dealers in all.{' '}
          <button
            type="button"
            class="link-button"
            onClick={() =>
              changePage({
                table: 'dealers',
                sort: null,
                filter: {
                  ...page.value.filter,
                  sourceState: [stateOfCode(origin)],
                  recoveryState: [stateOfCode(destination)],
                },
              })
            }
          >
            List them
          </button>
        </p>
      )}
    </section>
  );
}
