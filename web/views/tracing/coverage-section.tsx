import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { CoverageAgency, TraceCoverage } from '../../../domain/tracing-responses.ts';
import { formatCount, formatMonth, formatShare, guns } from '../../words/format.ts';
import { CoverageCell } from './coverage-cell.tsx';
import { monthsUpTo, newestMonth, shiftMonth } from './coverage-months.ts';

const MONTHS_SHOWN = 12;

/** What of the guns recovered in a month is looked at. */
const MEASURES = [
  { id: 'submitted', label: 'submitted for tracing' },
  { id: 'tracedToDealer', label: 'traced to a dealer' },
  { id: 'tracedToPurchaser', label: 'traced to a purchaser' },
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
      <h2 id={`${id}-title`}>Coverage by agency and month of recovery</h2>
      {items.length === 0 && (
        <p class="muted">
          No agency in your scope has recoveries whose tracing you see. Bring in a file of recoveries, or have
          a partner share its traces.
        </p>
      )}
      {shownEnd !== null && (
        <>
          <div class="tracing-measure">
            <div class="form-field">
              <label for={`${id}-measure`}>Of the guns recovered, how many were</label>
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
                Earlier year
              </button>
              <button
                type="button"
                class="button"
                disabled={shownEnd === newest}
                onClick={() => {
                  end.value = shiftMonth(shownEnd, MONTHS_SHOWN);
                }}
              >
                Later year
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
          Left out, since they share recoveries but not how far these were traced:{' '}
          {leftOut.map(({ name }) => name).join(', ')}.
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
    <section class="tracing-scroll" tabIndex={0} aria-label="Coverage table">
      <table class="tracing-coverage">
        <caption class="visually-hidden">
          Share of guns {label}, by agency and month of recovery, and of how many
        </caption>
        <thead>
          <tr>
            <th scope="col">Agency</th>
            <th scope="col">All months</th>
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
                  <small class="muted">{guns(agency.awaited)} sent from here, not yet in a traces file</small>
                )}
              </th>
              <td data-label="All months" class="tracing-total">
                {agency.recovered === 0 ? '–' : formatShare(agency[measure] / agency.recovered)}
                <small> of {formatCount(agency.recovered)}</small>
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
