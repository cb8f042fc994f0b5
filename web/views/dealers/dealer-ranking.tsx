import { useId } from 'preact/hooks';
import type { Dealer } from '../../../domain/dealer-responses.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import { type Column, DataTable } from '../../panels/data-table.tsx';
import { DEALER_MEDIAN, DEALER_NAME, DEALER_TRACES } from '../../panels/dealer-columns.tsx';
import { ErrorNote } from '../../panels/error-note.tsx';
import { PagedFooter } from '../../panels/paged-footer.tsx';
import { page, select } from '../../state/page.ts';
import { rankedDealers } from '../../state/tables.ts';
import {
  FUNNEL_PLACE_WORDS,
  placeOfDealer,
  rankWords,
  rateWords,
  ratioWords,
  shareWords,
} from '../../words/dealer-words.ts';
import { formatCount, formatDistance, guns, shareOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';

const DISTANCE_TITLE = say(
  'Median distance: half of the guns were recovered no farther from the dealer than this, and how many guns it is known of. Measured between the middles of ZIPs, or of counties: within one it is 0',
);

const COLUMNS: readonly Column<Dealer>[] = [
  DEALER_NAME,
  { id: 'place', label: say('Place'), value: placeOfDealer, cell: (dealer) => placeOfDealer(dealer) || '–' },
  {
    id: 'rank',
    label: say('Rank'),
    title: say(
      'The ranks that it has with 95 % by its true rate of traces per gun sold, 1 the highest (empirical Bayes)',
    ),
    isNumber: true,
    value: ({ sales }) => (sales === null ? null : -sales.rank.expected),
    cell: ({ sales }) => (sales === null ? '–' : rankWords(sales.rank)),
  },
  {
    id: 'rate',
    label: say('Traced per 1,000 sold'),
    title: say(
      'Guns traced of 1,000 sold in the periods of which sales are known, with the exact 95 % interval',
    ),
    isNumber: true,
    value: ({ sales }) => sales?.rate.value ?? null,
    cell: ({ sales }) => (sales === null ? '–' : rateWords(sales.rate)),
  },
  {
    id: 'ratio',
    label: say('Against the average'),
    title: say(
      'Its true rate by what is known of it and of all others, as a multiple of the average (empirical Bayes, 95 % interval)',
    ),
    isNumber: true,
    value: ({ sales }) => sales?.ratio.value ?? null,
    cell: ({ sales }) =>
      sales === null ? '–' : <span title={FUNNEL_PLACE_WORDS[sales.place]}>{ratioWords(sales.ratio)}</span>,
  },
  DEALER_TRACES,
  {
    id: 'short',
    label: say('Within 3 years'),
    title: say(
      'Part of the guns of known time-to-crime that were sold within 3 years of recovery (1,095 days), with the exact 95 % interval',
    ),
    isNumber: true,
    value: ({ shortShare }) => shortShare?.low ?? null,
    cell: ({ shortShare, knownTimeToCrime }) =>
      shortShare === null ? (
        '–'
      ) : (
        <span
          title={
            knownTimeToCrime < FEW_RECORDS
              ? say('Rests on {knownTimeToCrime} only', { knownTimeToCrime: guns(knownTimeToCrime) })
              : undefined
          }
        >
          {shareWords(shortShare)}
          {knownTimeToCrime < FEW_RECORDS && '*'}
        </span>
      ),
  },
  DEALER_MEDIAN,
  {
    id: 'buyers',
    label: say('Buyers (of several)'),
    title: say('Different first buyers of these guns, and those who bought two or more of them'),
    isNumber: true,
    value: ({ purchasers }) => purchasers,
    cell: ({ purchasers, repeatPurchasers }) =>
      purchasers === null ? '–' : `${formatCount(purchasers)} (${formatCount(repeatPurchasers ?? 0)})`,
  },
  {
    id: 'other-state',
    label: say('In another state'),
    title: say('Guns recovered in another state than they were sold in, of those whose states are known'),
    isNumber: true,
    value: ({ otherState, statesKnown }) => (statesKnown === 0 ? null : otherState / statesKnown),
    cell: ({ otherState, statesKnown }) => (statesKnown === 0 ? '–' : shareOf(otherState, statesKnown)),
  },
  {
    id: 'distance',
    label: say('Half within (km)'),
    title: DISTANCE_TITLE,
    isNumber: true,
    value: ({ medianDistanceKm }) => medianDistanceKm,
    cell: ({ medianDistanceKm: km, distancesKnown }) =>
      km === null ? (
        '–'
      ) : (
        <span
          title={say('{km}, known of {distancesKnown}', {
            km: formatDistance(km),
            distancesKnown: guns(distancesKnown),
          })}
        >
          {km < 1 ? '< 1' : formatCount(km)}{' '}
          <span class="muted small">
            {say('of {distancesKnown}', { distancesKnown: formatCount(distancesKnown) })}
          </span>
          {distancesKnown < FEW_RECORDS && '*'}
        </span>
      ),
  },
  {
    id: 'reports',
    label: say('Multiple sales'),
    title: say('Reports of two or more handguns sold to one buyer within five business days'),
    isNumber: true,
    value: ({ multipleSales }) => multipleSales,
    cell: ({ multipleSales }) => (multipleSales === null ? '–' : formatCount(multipleSales)),
  },
  {
    id: 'thefts',
    label: say('Stolen or lost'),
    title: say('Guns reported stolen or lost from it'),
    isNumber: true,
    value: ({ thefts }) => thefts,
    cell: ({ thefts }) => (thefts === null ? '–' : formatCount(thefts)),
  },
  {
    id: 'years',
    label: say('25 or more a year'),
    title: say(
      'Years in which 25 or more guns were recovered within 3 years of their sale: from that many ATF’s Demand Letter 2 asks for records',
    ),
    isNumber: true,
    value: ({ yearsAtThreshold }) => yearsAtThreshold.length,
    cell: ({ yearsAtThreshold }) => yearsAtThreshold.join(', ') || '–',
  },
];

/** The dealers by rank, each rank with what it may be: where intervals overlap the order says nothing. */
export function DealerRanking() {
  const id = useId();
  const { answer, error } = rankedDealers.state();
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === 'dealer' ? [one.id] : [])));
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Dealers by rank')}</h2>
      <p class="muted small">
        {say(
          'Ranked are dealers whose sales are known, by what is known of their true rate; the others follow by the part of their guns that is surely sold within 3 years. Where ranges of ranks overlap, the order says little. * rests on fewer than {fewRecords} guns.',
          { fewRecords: FEW_RECORDS },
        )}
      </p>
      {error !== null && <ErrorNote error={error} onRetry={rankedDealers.retry} />}
      {answer === null && error === null && <p class="muted">{say('Looking up dealers…')}</p>}
      {answer !== null && answer.rows.length === 0 && (
        <p class="muted">{say('No dealer matches this selection. Take off a filter to see some.')}</p>
      )}
      {answer !== null && answer.rows.length > 0 && (
        <DataTable
          caption={say('Dealers by rank')}
          columns={COLUMNS}
          rows={answer.rows}
          rowId={({ id: one }) => String(one)}
          rowLabel={({ name, traces }) => `${name}, ${guns(traces)}`}
          isSelected={({ id: one }) => selected.has(one)}
          onSelect={({ id: one }, add) => select({ kind: 'dealer', id: one }, add)}
          footer={
            <PagedFooter
              shown={answer.rows.length}
              total={answer.total}
              what="dealers"
              onMore={answer.next === null ? null : rankedDealers.loadMore}
            />
          }
        />
      )}
    </section>
  );
}
