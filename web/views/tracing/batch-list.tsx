import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { TraceBatch } from '../../../domain/tracing-responses.ts';
import { listTraceBatches } from '../../api/tracing.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { dataChanges } from '../../state/session.ts';
import { formatCount, formatDay, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { daysWords } from '../../words/tracing-words.ts';
import { useLoaded } from '../use-loaded.ts';

/** Batches of one's own agency and of those that send theirs through it, the newest first. */
export function BatchList({ changes }: { changes: number }) {
  const id = useId();
  const after = useSignal<string | null>(null);
  const { value, error, reload } = useLoaded(
    (signal) => listTraceBatches(after.value, signal),
    `batches ${after.value ?? ''} ${changes} ${dataChanges.value}`,
  );
  const turnTo = (next: string | null) => {
    after.value = next;
  };
  return (
    <section aria-labelledby={`${id}-title`} aria-busy={value === null && error === null}>
      <h2 id={`${id}-title`}>{say('Batches')}</h2>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Loading the batches …')}</p>}
      {value?.total === 0 && (
        <p class="muted">
          {say(
            'Nothing was sent from here yet. Choose guns in the queue: a batch is a file for eTrace, and forms to print.',
          )}
        </p>
      )}
      {value !== null && value.items.length > 0 && <Batches items={value.items} />}
      {value !== null && (after.value !== null || value.next !== null) && (
        <div class="button-row">
          {after.value !== null && (
            <button type="button" class="button" onClick={() => turnTo(null)}>
              {say('Newest')}
            </button>
          )}
          {value.next !== null && (
            <button type="button" class="button" onClick={() => turnTo(value.next)}>
              {say('Earlier batches')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function Batches({ items }: { items: readonly TraceBatch[] }) {
  return (
    <table class="file-table">
      <thead>
        <tr>
          <th scope="col">{say('Batch')}</th>
          <th scope="col">{say('Agency')}</th>
          <th scope="col">{say('Status')}</th>
          <th scope="col" class="number">
            {say('Requests')}
          </th>
          <th scope="col" class="number">
            {say('Awaited')}
          </th>
          <th scope="col" class="number">
            {say('Purchaser')}
          </th>
          <th scope="col" class="number">
            {say('Dealer only')}
          </th>
          <th scope="col" class="number">
            {say('Not traceable')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((batch) => (
          <tr key={batch.id} data-status={batch.submittedOn === null ? 'awaiting_mapping' : 'done'}>
            <th scope="row">
              <button type="button" class="link-button" onClick={() => changePage({ openBatch: batch.id })}>
                {say('Batch {id}', { id: batch.id })}
              </button>
              <small class="muted">{say('made {madeAt}', { madeAt: whenOf(batch.madeAt) })}</small>
            </th>
            <td data-label={say('Agency')}>
              <div>
                {' '}
                {batch.agency.name}
                {batch.coordinator !== null && (
                  <small class="muted">
                    {' '}
                    {say('through {words}', { words: batch.own ? batch.coordinator.name : say('you') })}
                  </small>
                )}
              </div>
            </td>
            <td data-label={say('Status')}>
              <div>
                {' '}
                <span class="data-status">{statusOf(batch)}</span>
                {batch.waitingDays !== null && (
                  <small class="muted">
                    {' '}
                    {say('{waitingDays} ago', { waitingDays: daysWords(batch.waitingDays) })}
                  </small>
                )}
              </div>
            </td>
            {(['requests', 'submitted', 'purchaser', 'dealer', 'notTraceable'] as const).map((key) => (
              <td key={key} class="number" data-label={COUNT_WORDS[key]}>
                {formatCount(batch[key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COUNT_WORDS = {
  requests: say('Requests'),
  submitted: say('Awaited'),
  purchaser: say('Purchaser'),
  dealer: say('Dealer only'),
  notTraceable: say('Not traceable'),
} as const;

function statusOf({ submittedOn, submitted, toSubmit }: TraceBatch): string {
  if (submitted + toSubmit === 0) return say('all returned');
  return submittedOn === null ? say('to submit') : `submitted ${formatDay(submittedOn)}`;
}
