import type { DealerDetail, DealerSalesComparison } from '../../../domain/dealer-responses.ts';
import { isDrawablePrecision } from '../../../domain/vocabulary.ts';
import { currentMap } from '../../state/current-map.ts';
import { dealerDetail } from '../../state/detail.ts';
import { changeFilter, page } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { FUNNEL_PLACE_WORDS, rankWords, rateWords, ratioWords } from '../../words/dealer-words.ts';
import { formatCount, formatDistance, guns, shareOf } from '../../words/format.ts';
import { PRECISION_WORDS } from '../../words/precision-words.ts';
import { ErrorNote } from '../error-note.tsx';
import { DealerChainSection } from './dealer-chain-section.tsx';
import { Facts, timeToCrimeFacts } from './facts.tsx';
import { Sources } from './sources.tsx';
import { WatchDealer } from './watch-dealer.tsx';

const CLOSE_ZOOM = 12;
/** Licence lists write ZIP+4 without the hyphen; the area is in the first five. */
const ZIP_DIGITS = 5;

export function DealerDetailBody() {
  const { answer, error } = dealerDetail.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={dealerDetail.retry} />;
  if (answer === null) return <p class="muted">Looking up the dealer…</p>;
  const isPlaced = answer.location !== null && isDrawablePrecision(answer.precision);
  const isOn = page.value.filter.dealer?.join() === String(answer.id);
  const address = [
    answer.street,
    answer.city,
    [answer.state, answer.zip?.slice(0, ZIP_DIGITS) ?? null].filter((part) => part !== null).join(' '),
  ];
  const short = answer.knownTimeToCrime === 0 ? null : answer.shortTimeToCrime / answer.knownTimeToCrime;
  return (
    <>
      <h2>
        <span class="side sold">{answer.name}</span>
      </h2>
      <p class="headline">
        <span class="big number">{formatCount(answer.traces)}</span> {answer.traces === 1 ? 'gun' : 'guns'} of
        this selection traced to this dealer
      </p>
      <Facts
        facts={[
          ['Address', address.filter((part) => part !== null && part !== '').join(', ') || 'unknown'],
          ['Licence', licenceWords(answer)],
          ...salesFacts(answer.sales),
          ...timeToCrimeFacts(answer.medianTimeToCrimeDays, short, answer.knownTimeToCrime),
          ...buyersAndReports(answer),
          [
            'Place known to',
            isPlaced
              ? PRECISION_WORDS[answer.precision]
              : `${PRECISION_WORDS[answer.precision]} only: not drawn at its address`,
          ],
        ]}
      />
      <div class="button-row">
        <button
          type="button"
          class="button"
          disabled={isOn}
          onClick={() => changeFilter({ dealer: [answer.id] })}
        >
          {isOn ? 'Filtered to this dealer' : 'Filter to this dealer'}
        </button>
        {answer.location !== null && (
          <button
            type="button"
            class="button"
            onClick={() => {
              const [lon, lat] = answer.location ?? [0, 0];
              currentMap.value?.moveTo({ lon, lat, zoom: CLOSE_ZOOM });
            }}
          >
            Show on the map
          </button>
        )}
        {can('records') && <WatchDealer id={answer.id} name={answer.name} />}
      </div>
      <section class="detail-section">
        <h3>Where its guns were recovered</h3>
        <ol class="top-list">
          {answer.destinations.map(({ code, name, count }) => (
            <li key={code}>
              <span>{name}</span>
              <span class="number">{guns(count)}</span>
            </li>
          ))}
        </ol>
        {answer.destinations.length === 0 && <p class="muted small">None in what is shown.</p>}
      </section>
      <DealerChainSection chain={answer.chain} />
      <Sources sources={answer.sources} />
      <p class="muted small">
        A trace to a dealer says where a gun was first sold. It does not say that the dealer did anything
        wrong; dealers that sell more have more guns traced to them.
      </p>
    </>
  );
}

/** What its sales say beside the other dealers; nothing where they are not known. */
function salesFacts(sales: DealerSalesComparison | null): [string, string][] {
  if (sales === null) return [['Sales', 'not known: it cannot be compared by what it sold']];
  return [
    ['Sold', `${formatCount(sales.sold)} guns, ${formatCount(sales.traces)} of them traced`],
    ['Traced per 1,000 sold', rateWords(sales.rate)],
    ['Against the average', ratioWords(sales.ratio)],
    ['Rank by rate', rankWords(sales.rank)],
    ['In the funnel', FUNNEL_PLACE_WORDS[sales.place].toLowerCase()],
  ];
}

function buyersAndReports(answer: DealerDetail): [string, string][] {
  const { purchasers, repeatPurchasers, statesKnown, otherState, yearsAtThreshold } = answer;
  const { medianDistanceKm, distancesKnown } = answer;
  const facts: [string, string | null][] = [
    [
      'First buyers',
      purchasers === null
        ? null
        : `${formatCount(purchasers)}, ${formatCount(repeatPurchasers ?? 0)} of them bought two or more of these guns`,
    ],
    ['In another state', statesKnown === 0 ? null : shareOf(otherState, statesKnown)],
    [
      'Distance to recovery',
      medianDistanceKm === null
        ? null
        : `half within ${formatDistance(medianDistanceKm)}, of ${guns(distancesKnown)} with both places known`,
    ],
    ['25 or more a year', yearsAtThreshold.length === 0 ? null : yearsAtThreshold.join(', ')],
    ['Multiple sales reported', answer.multipleSales === null ? null : formatCount(answer.multipleSales)],
    ['Guns stolen or lost', answer.thefts === null ? null : formatCount(answer.thefts)],
  ];
  return facts.flatMap(([name, words]) => (words === null ? [] : [[name, words] as [string, string]]));
}

function licenceWords({
  licenseNumber,
  licenseType,
  listed,
}: {
  licenseNumber: string | null;
  licenseType: string | null;
  listed: boolean;
}) {
  const parts = [licenseNumber ?? 'number unknown', licenseType === null ? null : `type ${licenseType}`];
  return `${parts.filter((part) => part !== null).join(', ')}${listed ? '' : ' (not on the licence list)'}`;
}
