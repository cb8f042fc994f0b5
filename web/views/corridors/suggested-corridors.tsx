import type { SuggestedCorridors as Suggested } from '../../../domain/corridor.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import { ErrorNote } from '../../panels/error-note.tsx';
import { startDraft } from '../../state/corridor-draft.ts';
import { suggestedCorridors } from '../../state/corridors.ts';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { formatCount, formatDistance, formatFigure } from '../../words/format.ts';
import { say } from '../../words/say.ts';

/** Pairs of states with more guns than their sizes and distance make likely. */
export function SuggestedCorridors() {
  const { answer, error } = suggestedCorridors.value.value;
  return (
    <section aria-labelledby="suggested-corridors">
      <h2 id="suggested-corridors">{say('Suggested')}</h2>
      {error !== null && <ErrorNote error={error} onRetry={suggestedCorridors.retry} />}
      {answer === null && error === null && <p class="muted">{say('Fitting the model…')}</p>}
      {answer !== null && <Model answer={answer} />}
      {answer !== null && answer.items.length > 0 && <SuggestionTable items={answer.items} />}
    </section>
  );
}

function Model({ answer: { items, model } }: { answer: Suggested }) {
  const { fit, guns, pairs, words } = model;
  if (fit === null) {
    return (
      <p class="muted">
        {say(
          'There are too few flows between states in what is shown to say which of them stand out ({guns} guns between {pairs} pairs of states). Widen the dates or take off a filter.',
          { guns: formatCount(guns), pairs: formatCount(pairs) },
        )}
      </p>
    );
  }
  const chance = Math.round(pairs * 0.025);
  return (
    <>
      <p class="muted">
        {items.length === 0
          ? say('No flow between two states lies above what sizes and distance make likely. ')
          : say(
              'Flows between states far above what sizes and distance make likely, the largest surplus first. ',
            )}
        {words}
      </p>
      <details class="muted small">
        <summary>{say('How sure is this?')}</summary>
        <p>
          {say(
            'Fitted to {guns} guns between {pairs} pairs of states by Poisson regression. Guns fall with distance to the power of {distanceExponent} (standard error {standardError}). Intervals are exact ones of the count (Poisson, 95 %) and take the expected guns as known.',
            {
              guns: formatCount(guns),
              pairs: formatCount(pairs),
              distanceExponent: formatFigure(fit.distanceExponent),
              standardError: formatFigure(fit.standardError),
            },
          )}
        </p>
        <p>
          {say(
            'Of this many pairs about {chance} would lie above their interval by chance alone. And counts here vary {dispersion} times as much as chance makes them, since states differ in more than size and distance: a flow marked ● lies above even that scatter.',
            { chance: formatCount(chance), dispersion: formatFigure(fit.dispersion) },
          )}
        </p>
      </details>
    </>
  );
}

function SuggestionTable({ items }: { items: Suggested['items'] }) {
  return (
    <div class="table-scroll">
      <table class="data-table suggestion-table tells-rows">
        <caption class="visually-hidden">{say('Suggested corridors')}</caption>
        <thead>
          <tr>
            <th scope="col" class="sold">
              {say('Sold in')}
            </th>
            <th scope="col" class="recovered">
              {say('Recovered in')}
            </th>
            <th scope="col" class="numeric">
              {say('Guns')}
            </th>
            <th scope="col" class="numeric">
              {say('Expected')}
            </th>
            <th scope="col" class="numeric" title={say('Guns to expected guns, with its 95 % interval')}>
              {say('Ratio (95 % interval)')}
            </th>
            <th scope="col" class="numeric">
              {say('Distance')}
            </th>
            <th scope="col">
              <span class="visually-hidden">{say('What can be done')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <SuggestionRow key={`${item.origin}>${item.destination}`} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SuggestionRow({ item }: { item: Suggested['items'][number] }) {
  const { origin, destination, originName, destinationName, observed, expected, ratio } = item;
  const name = `${originName} to ${destinationName}`;
  return (
    <tr>
      <td data-label={say('Sold in')}>{originName}</td>
      <td data-label={say('Recovered in')}>{destinationName}</td>
      <td class="numeric" data-label={say('Guns')}>
        {formatCount(observed)}
        {observed < FEW_RECORDS && (
          <span title={say('Rests on fewer than {fewRecords} guns', { fewRecords: FEW_RECORDS })}>*</span>
        )}
      </td>
      <td class="numeric" data-label={say('Expected')}>
        {formatFigure(expected)}
      </td>
      <td class="numeric" data-label={say('Ratio (95 % interval)')}>
        {item.beyondScatter && (
          <span
            role="img"
            aria-label={say('Above the scatter of the other flows')}
            title={say('Above the scatter of the other flows')}
          >
            ●{' '}
          </span>
        )}
        {formatFigure(ratio.value)}{' '}
        <span class="muted">
          ({formatFigure(ratio.low)}–{formatFigure(ratio.high)})
        </span>
      </td>
      <td class="numeric" data-label={say('Distance')}>
        {formatDistance(item.distanceKm)}
      </td>
      <td>
        <div class="button-row">
          <button
            type="button"
            class="button small"
            aria-label={say('Show {name} on the map', { name })}
            onClick={() =>
              changePage({ view: 'map', level: 'state', selection: [{ kind: 'flow', origin, destination }] })
            }
          >
            {say('Show')}
          </button>
          {can('define') && (
            <button
              type="button"
              class="button small"
              aria-label={say('Save as corridor: {name}', { name })}
              onClick={() =>
                startDraft({
                  origins: [{ kind: 'area', code: origin }],
                  destinations: [{ kind: 'area', code: destination }],
                })
              }
            >
              {say('Save as corridor')}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}
