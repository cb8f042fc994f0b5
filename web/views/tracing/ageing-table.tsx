import { useId } from 'preact/hooks';
import { AGE_BANDS } from '../../../domain/tracing.ts';
import type { CoverageAgency } from '../../../domain/tracing-responses.ts';
import { formatCount } from '../../words/format.ts';
import { say, sayKnown } from '../../words/say.ts';
import { daysWords } from '../../words/tracing-words.ts';

/** How long guns have waited, for one's own agency and those that send their requests through it. */
export function AgeingTable({ items }: { items: readonly CoverageAgency[] }) {
  const id = useId();
  const told = items.filter(({ queue }) => queue !== null);
  if (told.length === 0) return null;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('How long guns have waited')}</h2>
      <p class="muted">
        {say(
          'Guns without a trace or a request, by how long ago they were recovered; then what is on its way.',
        )}
      </p>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">{say('Agency')}</th>
            {AGE_BANDS.map((band) => (
              <th key={band.id} scope="col" class="number">
                {sayKnown(band.label)}
              </th>
            ))}
            <th scope="col" class="number">
              {say('To submit')}
            </th>
            <th scope="col" class="number">
              {say('Awaited')}
            </th>
          </tr>
        </thead>
        <tbody>
          {told.map(({ code, name, routed, queue, toSubmit, awaiting }) => (
            <tr key={code}>
              <th scope="row">
                {name}
                {routed && <small class="muted">{say('sends through you')}</small>}
              </th>
              {AGE_BANDS.map((band) => (
                <td key={band.id} class="number" data-label={sayKnown(band.label)}>
                  {formatCount(queue?.[band.id] ?? 0)}
                </td>
              ))}
              <td class="number" data-label={say('To submit')}>
                <Waiting waiting={toSubmit} since={say('oldest recovery')} />
              </td>
              <td class="number" data-label={say('Awaited')}>
                <Waiting waiting={awaiting} since={say('the first sent')} />
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
          {say('{since} {oldestDays} ago', { since, oldestDays: daysWords(waiting.oldestDays) })}
        </small>
      )}
    </div>
  );
}
