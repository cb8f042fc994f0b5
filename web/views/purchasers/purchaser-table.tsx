import { useId } from 'preact/hooks';
import { PURCHASER_INDICATOR_WORDS } from '../../../domain/purchasers/indicators.ts';
import type { Purchaser } from '../../../domain/purchasers/purchaser-responses.ts';
import { type Column, DataTable } from '../../panels/data-table.tsx';
import { PagedFooter } from '../../panels/paged-footer.tsx';
import { changePage, page } from '../../state/page.ts';
import { purchaserRows } from '../../state/tables.ts';
import { formatCount, formatDays, guns } from '../../words/format.ts';
import { purchaserName } from '../../words/purchaser-words.ts';
import { say, sayKnown } from '../../words/say.ts';

const COLUMNS: readonly Column<Purchaser>[] = [
  { id: 'purchaser', label: say('Purchaser'), value: ({ id }) => id, cell: purchaserName },
  {
    id: 'indicators',
    label: say('Indicators'),
    value: ({ indicators }) => indicators.length,
    cell: ({ indicators }) =>
      indicators.length === 0 ? (
        '–'
      ) : (
        <span class="indicator-marks">
          {indicators.map((indicator) => (
            <span
              key={indicator}
              class="indicator-mark"
              title={sayKnown(PURCHASER_INDICATOR_WORDS[indicator].definition)}
            >
              {sayKnown(PURCHASER_INDICATOR_WORDS[indicator].label)}
            </span>
          ))}
        </span>
      ),
  },
  {
    id: 'guns',
    label: say('Guns'),
    title: say('Guns of this selection that were traced to the purchaser'),
    isNumber: true,
    value: (purchaser) => purchaser.guns,
    cell: (purchaser) => formatCount(purchaser.guns),
  },
  {
    id: 'dealers',
    label: say('Dealers'),
    title: say('How many dealers sold these guns'),
    isNumber: true,
    value: ({ dealers }) => dealers,
    cell: ({ dealers }) => formatCount(dealers),
  },
  {
    id: 'shortest',
    label: say('Shortest time'),
    title: say('From the sale to the recovery of the gun of which it is shortest'),
    isNumber: true,
    value: ({ shortestDays }) => shortestDays,
    cell: ({ shortestDays }) => (shortestDays === null ? '–' : formatDays(shortestDays)),
  },
  {
    id: 'home',
    label: say('Home'),
    value: ({ home }) => home.countyName ?? home.state,
    cell: ({ home }) => home.countyName ?? home.state ?? '–',
  },
  {
    id: 'agencies',
    label: say('Agencies'),
    value: ({ agencies }) => agencies.length,
    cell: ({ agencies }) =>
      agencies.map(({ code, name }) => <abbr key={code} title={name}>{`${code} `}</abbr>),
  },
];

/** The purchasers that show every indicator ticked, those with the most indicators first. */
export function PurchaserTable() {
  const id = useId();
  const { answer } = purchaserRows.state();
  if (answer === null) return null;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Purchasers by indicators')}</h2>
      <p class="muted small">
        {say(
          'Those with the most indicators first, then those with the most guns. Names are not here: look for a person under Persons, with a case number and a reason.',
        )}
      </p>
      {answer.rows.length === 0 ? (
        <p class="muted">{say('No purchaser shows all of these indicators. Untick one to see some.')}</p>
      ) : (
        <DataTable
          caption={say('Purchasers by indicators')}
          columns={COLUMNS}
          rows={answer.rows}
          rowId={({ id: one }) => String(one)}
          rowLabel={(purchaser) => `${purchaserName(purchaser)}, ${guns(purchaser.guns)}`}
          isSelected={({ purchasers }) => purchasers.includes(page.value.openPurchaser ?? 0)}
          onSelect={({ id: openPurchaser }) => changePage({ openPurchaser })}
          footer={
            <PagedFooter
              shown={answer.rows.length}
              total={answer.total}
              what="purchasers"
              onMore={answer.next === null ? null : purchaserRows.loadMore}
            />
          }
        />
      )}
    </section>
  );
}
