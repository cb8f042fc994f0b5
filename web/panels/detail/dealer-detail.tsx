import type { DealerDetail, DealerSalesComparison } from '../../../domain/dealer-responses.ts';
import { isDrawablePrecision } from '../../../domain/vocabulary.ts';
import { currentMap } from '../../state/current-map.ts';
import { dealerDetail } from '../../state/detail.ts';
import { changeFilter, page } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { FUNNEL_PLACE_WORDS, rankWords, rateWords, ratioWords } from '../../words/dealer-words.ts';
import { formatCount, formatDistance, guns, shareOf } from '../../words/format.ts';
import { PRECISION_WORDS } from '../../words/precision-words.ts';
import { say } from '../../words/say.ts';
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
  if (answer === null) return <p class="muted">{say('Looking up the dealer…')}</p>;
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
        <span class="big number">{formatCount(answer.traces)}</span>{' '}
        {say('{words} of this selection traced to this dealer', {
          words: answer.traces === 1 ? say('gun') : say('guns'),
        })}
      </p>
      <Facts
        facts={[
          [
            say('Address'),
            address.filter((part) => part !== null && part !== '').join(', ') || say('unknown'),
          ],
          [say('Licence'), licenceWords(answer)],
          ...salesFacts(answer.sales),
          ...timeToCrimeFacts(answer.medianTimeToCrimeDays, short, answer.knownTimeToCrime),
          ...buyersAndReports(answer),
          [
            say('Place known to'),
            isPlaced
              ? PRECISION_WORDS[answer.precision]
              : say('{precision} only: not drawn at its address', {
                  precision: PRECISION_WORDS[answer.precision],
                }),
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
          {isOn ? say('Filtered to this dealer') : say('Filter to this dealer')}
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
            {say('Show on the map')}
          </button>
        )}
        {can('records') && <WatchDealer id={answer.id} name={answer.name} />}
      </div>
      <section class="detail-section">
        <h3>{say('Where its guns were recovered')}</h3>
        <ol class="top-list">
          {answer.destinations.map(({ code, name, count }) => (
            <li key={code}>
              <span>{name}</span>
              <span class="number">{guns(count)}</span>
            </li>
          ))}
        </ol>
        {answer.destinations.length === 0 && <p class="muted small">{say('None in what is shown.')}</p>}
      </section>
      <DealerChainSection chain={answer.chain} />
      <Sources sources={answer.sources} />
      <p class="muted small">
        {say(
          'A trace to a dealer says where a gun was first sold. It does not say that the dealer did anything wrong; dealers that sell more have more guns traced to them.',
        )}
      </p>
    </>
  );
}

/** What its sales say beside the other dealers; nothing where they are not known. */
function salesFacts(sales: DealerSalesComparison | null): [string, string][] {
  if (sales === null) return [[say('Sales'), say('not known: it cannot be compared by what it sold')]];
  return [
    [
      say('Sold'),
      say('{sold} guns, {traces} of them traced', {
        sold: formatCount(sales.sold),
        traces: formatCount(sales.traces),
      }),
    ],
    [say('Traced per 1,000 sold'), rateWords(sales.rate)],
    [say('Against the average'), ratioWords(sales.ratio)],
    [say('Rank by rate'), rankWords(sales.rank)],
    [say('In the funnel'), FUNNEL_PLACE_WORDS[sales.place].toLowerCase()],
  ];
}

function buyersAndReports(answer: DealerDetail): [string, string][] {
  const { purchasers, repeatPurchasers, statesKnown, otherState, yearsAtThreshold } = answer;
  const { medianDistanceKm, distancesKnown } = answer;
  const facts: [string, string | null][] = [
    [
      say('First buyers'),
      purchasers === null
        ? null
        : say('{purchasers}, {repeatPurchasers} of them bought two or more of these guns', {
            purchasers: formatCount(purchasers),
            repeatPurchasers: formatCount(repeatPurchasers ?? 0),
          }),
    ],
    [say('In another state'), statesKnown === 0 ? null : shareOf(otherState, statesKnown)],
    [
      say('Distance to recovery'),
      medianDistanceKm === null
        ? null
        : say('half within {medianDistanceKm}, of {distancesKnown} with both places known', {
            medianDistanceKm: formatDistance(medianDistanceKm),
            distancesKnown: guns(distancesKnown),
          }),
    ],
    [say('25 or more a year'), yearsAtThreshold.length === 0 ? null : yearsAtThreshold.join(', ')],
    [
      say('Multiple sales reported'),
      answer.multipleSales === null ? null : formatCount(answer.multipleSales),
    ],
    [say('Guns stolen or lost'), answer.thefts === null ? null : formatCount(answer.thefts)],
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
  const parts = [licenseNumber ?? say('number unknown'), licenseType === null ? null : `type ${licenseType}`];
  return `${parts.filter((part) => part !== null).join(', ')}${listed ? '' : say(' (not on the licence list)')}`;
}
