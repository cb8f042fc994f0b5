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
      {value === null && error === null && <p class="muted">Looking up the purchaser …</p>}
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
          ['Home', homeWords(purchaser) || 'not known'],
          [agencies.length === 1 ? 'Agency' : 'Agencies', agencies.map(({ name }) => name).join(', ')],
          ...(purchasers.length > 1
            ? [['Joined', `from ${formatCount(purchasers.length)} records taken for one person`] as const]
            : []),
        ]}
      />
      <GunTable list={gunList} />
      {gunList.length < purchaser.guns && (
        <p class="muted small">
          {formatCount(gunList.length)} of {guns(purchaser.guns)} are listed.
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
        <caption class="visually-hidden">Its guns</caption>
        <thead>
          <tr>
            <th scope="col">Recovered</th>
            <th scope="col">Sold by</th>
            <th scope="col" class="numeric">
              Time-to-crime
            </th>
            <th scope="col" class="numeric">
              From home
            </th>
            <th scope="col">Indicators</th>
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
                  {gun.recoveredOn === null ? 'Date unknown' : formatDay(gun.recoveredOn)}, {gun.agency.code}
                </button>
              </td>
              <td>{gun.dealer?.name ?? (gun.dealer === null ? '–' : 'not named')}</td>
              <td class="numeric">{gun.timeToCrimeDays === null ? '–' : formatDays(gun.timeToCrimeDays)}</td>
              <td class="numeric">{gun.distanceKm === null ? '–' : formatDistance(gun.distanceKm)}</td>
              <td class="gun-indicators">
                {gun.indicators.map((indicator) => PURCHASER_INDICATOR_WORDS[indicator].label).join(', ') ||
                  '–'}
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
    return <p class="muted">No other purchaser has a gun of the same dealer or chain.</p>;
  return (
    <details>
      <summary>
        {formatCount(neighbours.length + neighboursLeftOut)} others have guns of the same dealers or ballistic
        chains
      </summary>
      <ul class="neighbour-list">
        {neighbours.map((near) => (
          <li key={near.id}>
            <button type="button" class="link-button" onClick={() => changePage({ openPurchaser: near.id })}>
              {purchaserName(near)}
            </button>
            , {guns(near.guns)}:{' '}
            {[
              near.sharedChains.length > 0 ? 'the same ballistic chain' : null,
              near.sharedDealers.length > 0
                ? `${near.sharedDealers.length === 1 ? 'a dealer' : `${near.sharedDealers.length} dealers`} in common`
                : null,
            ]
              .filter((part) => part !== null)
              .join(', ')}
          </li>
        ))}
      </ul>
      {neighboursLeftOut > 0 && (
        <p class="muted small">{formatCount(neighboursLeftOut)} more, farther, are not listed.</p>
      )}
    </details>
  );
}

function Listing({ id, listing }: { readonly id: number; readonly listing: number | null }) {
  const isOpen = useSignal(false);
  if (listing !== null) {
    return (
      <p>
        On the list of your agency: <a href="#listed-purchasers">see the entry</a>.
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
        Put on the list of your agency
      </button>
    </div>
  );
}
