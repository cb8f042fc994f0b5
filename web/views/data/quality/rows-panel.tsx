import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { QualityRows } from '../../../../domain/quality-responses.ts';
import type { QualityRowsRequest } from '../../../api/quality.ts';
import { getQualityRows, qualityRowsCsvAddress } from '../../../api/quality.ts';
import { LoadError } from '../../../panels/load-error.tsx';
import { dataChanges } from '../../../state/session.ts';
import { countOf, formatCount, formatMonth } from '../../../words/format.ts';
import { QUALITY_KIND_WORDS } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import { OpenLink } from '../../open-link.tsx';
import { useLoaded } from '../../use-loaded.ts';

const ROWS_A_PAGE = 50;
const NONE = say('There is nothing to mend here, or nothing any more.');

/** The rows of files behind one number, where they stand, and the same as a file to mend. */
export function RowsPanel({ request }: { readonly request: QualityRowsRequest }) {
  /** Where each page opened so far begins; the last one is shown. */
  const starts = useSignal<readonly (string | null)[]>([null]);
  const after = starts.value.at(-1) ?? null;
  const { value, error, reload } = useLoaded(
    (signal) => getQualityRows(request, { after, limit: ROWS_A_PAGE }, signal),
    `rows ${JSON.stringify(request)} ${after ?? ''} ${dataChanges.value}`,
  );
  const { kind, batch, month } = request;
  const first = (starts.value.length - 1) * ROWS_A_PAGE + 1;
  return (
    <section class="data-card quality-page" aria-busy={value === null && error === null}>
      <nav>
        <OpenLink to={{ quality: { kind, batch, rows: null } }}>{say('← Data quality')}</OpenLink>
      </nav>
      <Heading
        text={
          value === null ? say('Rows') : `${value.says}${month === null ? '' : `, ${formatMonth(month)}`}`
        }
      />
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Loading the rows …')}</p>}
      {value !== null && (
        <>
          <p>
            {QUALITY_KIND_WORDS[kind]}: {countOf(value.total, say('row'), say('rows'))}
            {batch === null ? '' : say(' of this file')}. {value.total === 0 ? NONE : value.mend}
          </p>
          {value.total > 0 && (
            <div class="data-actions">
              <a class="button primary" href={qualityRowsCsvAddress(request)} download>
                {say('Download {words} to mend (CSV)', {
                  words:
                    value.total === 1
                      ? say('the row')
                      : say('all {total} rows', { total: formatCount(value.total) }),
                })}
              </a>
            </div>
          )}
          {value.items.length > 0 && <Rows rows={value} />}
          <div class="data-actions">
            {value.total > ROWS_A_PAGE && (
              <p class="muted">
                {say('{first}–{first2} of {total}', {
                  first: formatCount(first),
                  first2: formatCount(first + value.items.length - 1),
                  total: formatCount(value.total),
                })}
              </p>
            )}
            {starts.value.length > 1 && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  starts.value = starts.value.slice(0, -1);
                }}
              >
                {say('Previous page')}
              </button>
            )}
            {value.next !== null && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  starts.value = [...starts.value, value.next];
                }}
              >
                {say('Next page')}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** Takes the focus, since it is what the page is about now. */
function Heading({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header class="data-heading">
      <h1 ref={heading} tabIndex={-1}>
        {text}
      </h1>
    </header>
  );
}

function Rows({ rows: { columns, items } }: { readonly rows: QualityRows }) {
  return (
    <table class="file-table">
      <caption class="visually-hidden">{say('Rows of files')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('File')}</th>
          <th scope="col" class="number">
            {say('Row')}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ batch, file, row, values }, index) => (
          <tr key={index}>
            <th scope="row">
              <OpenLink to={{ quality: null, openImport: batch }}>{file}</OpenLink>
            </th>
            <td class="number" data-label={say('Row')}>
              {formatCount(row)}
            </td>
            {columns.map((column, at) => (
              <td key={column} data-label={column}>
                {values[at] || '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
