import type { RecoveryFeature } from '../../../domain/responses.ts';
import { isDrawablePrecision, TRACE_OUTCOMES } from '../../../domain/vocabulary.ts';
import { currentMap } from '../../state/current-map.ts';
import { recoveryDetail } from '../../state/detail.ts';
import { select } from '../../state/page.ts';
import { FIREARM_TYPE_WORDS } from '../../words/firearm-words.ts';
import { formatCount, formatDay, formatDays } from '../../words/format.ts';
import { PRECISION_WORDS } from '../../words/precision-words.ts';
import { say } from '../../words/say.ts';
import { ErrorNote } from '../error-note.tsx';
import { Facts } from './facts.tsx';
import { GunLink } from './gun-link.tsx';
import { Sources } from './sources.tsx';

const CLOSE_ZOOM = 14;

/** "the house number on its street, within about 30 m, set by a person". */
function placeWords({ precision, uncertaintyMetres, placedBy }: RecoveryFeature['properties']): string {
  const isPoint = isDrawablePrecision(precision);
  const parts = [
    isPoint
      ? PRECISION_WORDS[precision]
      : say('{precision} only: not drawn as a point', { precision: PRECISION_WORDS[precision] }),
  ];
  if (isPoint && uncertaintyMetres !== null)
    parts.push(
      say('within about {uncertaintyMetres} m', { uncertaintyMetres: formatCount(uncertaintyMetres) }),
    );
  if (/\b(?:chosen|pinned)\b/.test(placedBy ?? '')) parts.push(say('set by a person'));
  return parts.join(', ');
}

export function RecoveryDetail() {
  const { answer, error } = recoveryDetail.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={recoveryDetail.retry} />;
  if (answer === null) return <p class="muted">{say('Looking up the recovery…')}</p>;
  const is = answer.properties;
  return (
    <>
      <h2>
        <span class="side recovered">
          {say('Recovery{words}', {
            words:
              is.recoveredOn === null
                ? ''
                : say(' of {recoveredOn}', { recoveredOn: formatDay(is.recoveredOn) }),
          })}
        </span>
      </h2>
      <p>{is.place}</p>
      <Facts
        facts={[
          [say('Firearm'), firearmWords(is)],
          [say('Agency'), is.agencyName],
          ...(is.crimeCode === null ? [] : [[say('Crime code'), is.crimeCode] as const]),
          [say('Place known to'), placeWords(is)],
          ...(is.traceNumber === null ? [] : [[say('Trace number'), is.traceNumber] as const]),
        ]}
      />
      {answer.geometry !== null && (
        <div class="button-row">
          <button
            type="button"
            class="button"
            onClick={() => {
              const [lon, lat] = answer.geometry?.coordinates ?? [0, 0];
              currentMap.value?.moveTo({ lon, lat, zoom: CLOSE_ZOOM });
            }}
          >
            {say('Show on the map')}
          </button>
        </div>
      )}
      <TraceSteps is={is} />
      <GunLink kind="recovery" id={answer.id} />
      <Sources sources={[is.source]} />
    </>
  );
}

function firearmWords({ firearmType, manufacturer, model, caliber }: RecoveryFeature['properties']): string {
  const parts = [FIREARM_TYPE_WORDS[firearmType].label, manufacturer, model, caliber];
  return parts.filter((part) => part !== null).join(', ');
}

/** How far the trace got: each step of the funnel with what it brought. */
function TraceSteps({ is }: { is: RecoveryFeature['properties'] }) {
  const reached = TRACE_OUTCOMES.indexOf(is.traceOutcome);
  const steps = [
    {
      label: say('Recovered'),
      fact: is.recoveredOn === null ? say('date unknown') : formatDay(is.recoveredOn),
    },
    {
      label: say('Submitted for tracing'),
      fact: is.traceNumber === null ? '' : say('trace {traceNumber}', { traceNumber: is.traceNumber }),
    },
    { label: say('Traced to a dealer'), fact: <DealerFact is={is} /> },
    { label: say('Traced to a purchaser'), fact: purchaseWords(is) },
  ];
  return (
    <section class="detail-section">
      <h3>{say('Trace')}</h3>
      <ol class="steps">
        {steps.map(({ label, fact }, index) => (
          <li key={label} class={index <= reached ? 'reached' : 'missed'}>
            <span>
              {label}
              {index > reached && <span class="muted"> {say('– not reached')}</span>}
            </span>
            {index <= reached && <span class="muted small">{fact}</span>}
          </li>
        ))}
      </ol>
      <p class="small">
        {is.timeToCrimeDays === null
          ? say('Time from sale to recovery is unknown.')
          : say('Recovered {timeToCrimeDays} after its first sale.', {
              timeToCrimeDays: formatDays(is.timeToCrimeDays),
            })}
        {is.multipleSale && say(' It was part of a multiple sale.')}
      </p>
    </section>
  );
}

function DealerFact({ is }: { is: RecoveryFeature['properties'] }) {
  const { dealerId } = is;
  if (dealerId === null) return <>{is.dealerName ?? ''}</>;
  return (
    <>
      <button type="button" class="link-button" onClick={() => select({ kind: 'dealer', id: dealerId })}>
        {is.dealerName ?? say('Dealer')}
      </button>
      {is.sourceState === null ? '' : `, ${is.sourceState}`}
    </>
  );
}

const purchaseWords = ({ purchasedOn }: RecoveryFeature['properties']) =>
  purchasedOn === null
    ? say('date of purchase unknown')
    : say('bought {purchasedOn}', { purchasedOn: formatDay(purchasedOn) });
