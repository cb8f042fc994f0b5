import { useSignal } from '@preact/signals';
import { PURCHASER_INDICATOR_WORDS } from '../../../domain/purchasers/indicators.ts';
import type { PurchaserDetail, PurchaserGun } from '../../../domain/purchasers/purchaser-responses.ts';
import { getPurchaser } from '../../api/purchasers.ts';
import { ChosenCard } from '../../panels/chosen-card.tsx';
import { Facts } from '../../panels/detail/facts.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage, filterQuery } from '../../state/page.ts';
import { listingChanges } from '../../state/purchasers.ts';
import { can, dataChanges } from '../../state/session.ts';
import { formatCount, formatDay, formatDays, formatDistance, guns } from '../../words/format.ts';
import { homeWords, purchaserName } from '../../words/purchaser-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { ListingForm } from './listing-form.tsx';

/** One purchaser: its guns with the reasons for its indicators, and who is near it. */
export function PurchaserCard({ id }: { readonly id: number }) {
  const query = filterQuery.value;
  const { value, error, reload } = useLoaded(
    (signal) => getPurchaser(id, query, signal),
    `purchaser ${id} ${dataChanges.value} ${listingChanges.value} ${query}`,
  );
  return (
    <ChosenCard
      what="purchaser"
      inSightFor={value === null}
      onClose={() => changePage({ openPurchaser: null })}
    >
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking up the purchaser …')}</p>}
      {value !== null && <PurchaserBody purchaser={value} />}
    </ChosenCard>
  );
}

function PurchaserBody({ purchaser }: { readonly purchaser: PurchaserDetail }) {
  const { agencies, gunList, purchasers, listing } = purchaser;
  return (
    <>
      <h2>
        {purchaserName(purchaser)}: {guns(purchaser.guns)}
      </h2>
      <Facts
        facts={[
          [say('Home'), homeWords(purchaser) || say('not known')],
          [
            agencies.length === 1 ? say('Agency') : say('Agencies'),
            agencies.map(({ name }) => name).join(', '),
          ],
          ...(purchasers.length > 1
            ? [
                [
                  say('Joined'),
                  say('from {count} records taken for one person', { count: formatCount(purchasers.length) }),
                ] as const,
              ]
            : []),
        ]}
      />
      <GunTable list={gunList} />
      {gunList.length < purchaser.guns && (
        <p class="muted small">
          {say('{count} of {guns} are listed.', {
            count: formatCount(gunList.length),
            guns: guns(purchaser.guns),
          })}
        </p>
      )}
      <Neighbours purchaser={purchaser} />
      {can('persons') && <Listing id={purchaser.id} listing={listing} />}
    </>
  );
}

function GunTable({ list }: { readonly list: readonly PurchaserGun[] }) {
  return (
    <div class="table-scroll">
      <table class="data-table">
        <caption class="visually-hidden">{say('Its guns')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Recovered')}</th>
            <th scope="col">{say('Sold by')}</th>
            <th scope="col" class="numeric">
              {say('Time-to-crime')}
            </th>
            <th scope="col" class="numeric">
              {say('From home')}
            </th>
            <th scope="col">{say('Indicators')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((gun) => (
            <tr key={gun.recovery}>
              <td>
                <button
                  type="button"
                  class="link-button"
                  onClick={() => changePage({ view: 'gun', openGun: { kind: 'recovery', id: gun.recovery } })}
                >
                  {gun.recoveredOn === null ? say('Date unknown') : formatDay(gun.recoveredOn)},{' '}
                  {gun.agency.code}
                </button>
              </td>
              <td>{gun.dealer?.name ?? (gun.dealer === null ? '–' : say('not named'))}</td>
              <td class="numeric">{gun.timeToCrimeDays === null ? '–' : formatDays(gun.timeToCrimeDays)}</td>
              <td class="numeric">{gun.distanceKm === null ? '–' : formatDistance(gun.distanceKm)}</td>
              <td class="gun-indicators">
                {gun.indicators
                  .map((indicator) => sayKnown(PURCHASER_INDICATOR_WORDS[indicator].label))
                  .join(', ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Neighbours({
  purchaser: { neighbours, neighboursLeftOut },
}: {
  readonly purchaser: PurchaserDetail;
}) {
  if (neighbours.length === 0)
    return <p class="muted">{say('No other purchaser has a gun of the same dealer or chain.')}</p>;
  return (
    <details>
      <summary>
        {say('{count} others have guns of the same dealers or ballistic chains', {
          count: formatCount(neighbours.length + neighboursLeftOut),
        })}
      </summary>
      <ul class="neighbour-list">
        {neighbours.map((near) => (
          <li key={near.id}>
            <button type="button" class="link-button" onClick={() => changePage({ openPurchaser: near.id })}>
              {purchaserName(near)}
            </button>
            , {guns(near.guns)}:{' '}
            {[
              near.sharedChains.length > 0 ? say('the same ballistic chain') : null,
              near.sharedDealers.length > 0
                ? say('{words} in common', {
                    words:
                      near.sharedDealers.length === 1
                        ? say('a dealer')
                        : say('{count} dealers', { count: near.sharedDealers.length }),
                  })
                : null,
            ]
              .filter((part) => part !== null)
              .join(', ')}
          </li>
        ))}
      </ul>
      {neighboursLeftOut > 0 && (
        <p class="muted small">
          {say('{neighboursLeftOut} more, farther, are not listed.', {
            neighboursLeftOut: formatCount(neighboursLeftOut),
          })}
        </p>
      )}
    </details>
  );
}

function Listing({ id, listing }: { readonly id: number; readonly listing: number | null }) {
  const isOpen = useSignal(false);
  if (listing !== null) {
    return (
      <p>
        {say('On the list of your agency:')} <a href="#listed-purchasers">{say('see the entry')}</a>.
      </p>
    );
  }
  if (isOpen.value) {
    return (
      <ListingForm
        purchaser={id}
        onDone={() => {
          isOpen.value = false;
        }}
      />
    );
  }
  return (
    <div class="button-row">
      <button
        type="button"
        class="button"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        {say('Put on the list of your agency')}
      </button>
    </div>
  );
}
