import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { CoverageAgency, TraceCoverage } from '../../../domain/tracing-responses.ts';
import { formatCount, formatMonth, formatShare, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { CoverageCell } from './coverage-cell.tsx';
import { monthsUpTo, newestMonth, shiftMonth } from './coverage-months.ts';

const MONTHS_SHOWN = 12;

/** What of the guns recovered in a month is looked at. */
const MEASURES = [
  { id: 'submitted', label: say('submitted for tracing') },
  { id: 'tracedToDealer', label: say('traced to a dealer') },
  { id: 'tracedToPurchaser', label: say('traced to a purchaser') },
] as const;
export type Measure = (typeof MEASURES)[number]['id'];

/** By agency and month of recovery: of the guns recovered, how many got how far. */
export function CoverageSection({ coverage }: { coverage: TraceCoverage }) {
  const id = useId();
  const measure = useSignal<Measure>('submitted');
  const end = useSignal<string | null>(null);
  const { items, leftOut } = coverage;
  const newest = newestMonth(items);
  const shownEnd = end.value ?? newest;
  const { label } = MEASURES.find((one) => one.id === measure.value) ?? MEASURES[0];
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Coverage by agency and month of recovery')}</h2>
      {items.length === 0 && (
        <p class="muted">
          {say(
            'No agency in your scope has recoveries whose tracing you see. Bring in a file of recoveries, or have a partner share its traces.',
          )}
        </p>
      )}
      {shownEnd !== null && (
        <>
          <div class="tracing-measure">
            <div class="form-field">
              <label for={`${id}-measure`}>{say('Of the guns recovered, how many were')}</label>
              <select
                id={`${id}-measure`}
                class="field"
                value={measure.value}
                onChange={({ currentTarget }) => {
                  measure.value = MEASURES.find((one) => one.id === currentTarget.value)?.id ?? 'submitted';
                }}
              >
                {MEASURES.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.label}
                  </option>
                ))}
              </select>
            </div>
            <div class="button-row">
              <button
                type="button"
                class="button"
                onClick={() => {
                  end.value = shiftMonth(shownEnd, -MONTHS_SHOWN);
                }}
              >
                {say('Earlier year')}
              </button>
              <button
                type="button"
                class="button"
                disabled={shownEnd === newest}
                onClick={() => {
                  end.value = shiftMonth(shownEnd, MONTHS_SHOWN);
                }}
              >
                {say('Later year')}
              </button>
            </div>
          </div>
          <CoverageTable
            items={items}
            measure={measure.value}
            label={label}
            months={monthsUpTo(shownEnd, MONTHS_SHOWN)}
          />
        </>
      )}
      {leftOut.length > 0 && (
        <p class="muted">
          {say('Left out, since they share recoveries but not how far these were traced: {leftOut}.', {
            leftOut: leftOut.map(({ name }) => name).join(', '),
          })}
        </p>
      )}
    </section>
  );
}

interface CoverageTableProps {
  readonly items: readonly CoverageAgency[];
  readonly measure: Measure;
  readonly label: string;
  readonly months: readonly string[];
}

function CoverageTable({ items, measure, label, months }: CoverageTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="tracing-scroll" tabIndex={0} aria-label={say('Coverage table')}>
      <table class="tracing-coverage">
        <caption class="visually-hidden">
          {say('Share of guns {label}, by agency and month of recovery, and of how many', { label })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('Agency')}</th>
            <th scope="col">{say('All months')}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {formatMonth(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((agency) => (
            <tr key={agency.code}>
              <th scope="row">
                {agency.name}
                {agency.awaited !== null && agency.awaited > 0 && (
                  <small class="muted">
                    {say('{awaited} sent from here, not yet in a traces file', {
                      awaited: guns(agency.awaited),
                    })}
                  </small>
                )}
              </th>
              <td data-label={say('All months')} class="tracing-total">
                {agency.recovered === 0 ? '–' : formatShare(agency[measure] / agency.recovered)}
                <small> {say('of {recovered}', { recovered: formatCount(agency.recovered) })}</small>
              </td>
              {months.map((month) => (
                <CoverageCell
                  key={month}
                  month={month}
                  counts={agency.months.find((one) => one.month === month) ?? null}
                  measure={measure}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
