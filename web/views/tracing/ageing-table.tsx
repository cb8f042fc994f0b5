import { useId } from 'preact/hooks';
import { AGE_BANDS } from '../../../domain/tracing.ts';
import type { CoverageAgency } from '../../../domain/tracing-responses.ts';
import { formatCount } from '../../words/format.ts';
import { daysWords } from '../../words/tracing-words.ts';

/** How long guns have waited, for one's own agency and those that send their requests through it. */
export function AgeingTable({ items }: { items: readonly CoverageAgency[] }) {
  const id = useId();
  const told = items.filter(({ queue }) => queue !== null);
  if (told.length === 0) return null;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>How long guns have waited</h2>
      <p class="muted">
        Guns without a trace or a request, by how long ago they were recovered; then what is on its way.
      </p>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">Agency</th>
            {AGE_BANDS.map((band) => (
              <th key={band.id} scope="col" class="number">
                {band.label}
              </th>
            ))}
            <th scope="col" class="number">
              To submit
            </th>
            <th scope="col" class="number">
              Awaited
            </th>
          </tr>
        </thead>
        <tbody>
          {told.map(({ code, name, routed, queue, toSubmit, awaiting }) => (
            <tr key={code}>
              <th scope="row">
                {name}
                {routed && <small class="muted">sends through you</small>}
              </th>
              {AGE_BANDS.map((band) => (
                <td key={band.id} class="number" data-label={band.label}>
                  {formatCount(queue?.[band.id] ?? 0)}
                </td>
              ))}
              <td class="number" data-label="To submit">
                <Waiting waiting={toSubmit} since="oldest recovery" />
              </td>
              <td class="number" data-label="Awaited">
                <Waiting waiting={awaiting} since="the first sent" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Waiting({ waiting, since }: { waiting: CoverageAgency['awaiting']; since: string }) {
  if (waiting === null) return <>–</>;
  return (
    <div>
      {formatCount(waiting.requests)}
      {waiting.oldestDays !== null && (
        <small class="muted">
          {' '}
          {since} {daysWords(waiting.oldestDays)} ago
        </small>
      )}
    </div>
  );
}
