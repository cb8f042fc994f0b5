import { useId, useRef } from 'preact/hooks';
import type { TraceBatchDetail } from '../../../domain/tracing-responses.ts';
import {
  discardTraceBatch,
  getTraceBatch,
  submitTraceBatch,
  traceBatchCsvAddress,
} from '../../api/tracing.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { Icon } from '../../panels/icon.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { dataChanges } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { batchSentence } from '../../words/tracing-words.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';
import { RequestTable } from './request-table.tsx';

const close = () => changePage({ openBatch: null, forms: false });

/** One batch: its file and forms, whether it was sent, and what came back of each gun. */
export function BatchPage({ id }: { id: number }) {
  const { value, error, reload } = useLoaded(
    (signal) => getTraceBatch(id, signal),
    `batch ${id} ${dataChanges.value}`,
  );
  return (
    <div class="region-page">
      <button type="button" class="link-button tracing-back" onClick={close}>
        {say('All of tracing')}
      </button>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Loading the batch …')}</p>}
      {value !== null && (
        <>
          <header class="region-head">
            <div>
              <h1>{say('Batch {id} of {name}', { id: value.id, name: value.agency.name })}</h1>
              <p>{batchSentence(value)}</p>
              <p class="muted small">
                {say('Made by {madeBy}, {madeAt}', { madeBy: value.madeBy, madeAt: whenOf(value.madeAt) })}
                {value.coordinator !== null &&
                  (value.own
                    ? say('; sent through {name}', { name: value.coordinator.name })
                    : say('; sent through your agency'))}
                .
              </p>
            </div>
            <BatchActions batch={value} onChanged={reload} />
          </header>
          <RequestTable
            caption={say('Requests of batch {id}', { id })}
            items={value.items}
            onChanged={reload}
          />
          <p class="muted">
            {say(
              'When a traces file brings what ATF found, these requests are returned by themselves: the gun is told by its serial number and the day of its recovery.',
            )}
          </p>
        </>
      )}
    </div>
  );
}

function BatchActions({ batch, onChanged }: { batch: TraceBatchDetail; onChanged: () => void }) {
  return (
    <div class="button-row">
      <a class="button" href={traceBatchCsvAddress(batch.id)} download>
        <Icon name="download" /> {say('Download CSV')}
      </a>
      <button type="button" class="button" onClick={() => changePage({ forms: true })}>
        {say('Forms to print')}
      </button>
      {batch.submittedOn === null && <SubmitDialog batch={batch} onDone={onChanged} />}
      {batch.submittedOn === null && batch.own && (
        <ConfirmDialog
          verb={say('Discard')}
          question={say('Discard batch {id}?', { id: batch.id })}
          onConfirm={async () => {
            await discardTraceBatch(batch.id);
            close();
          }}
        >
          <p>
            {say(
              'Its guns are in the queue again. Files and forms that were taken of it are not followed any more.',
            )}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function SubmitDialog({ batch, onDone }: { batch: TraceBatchDetail; onDone: () => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const today = new Date().toISOString().slice(0, 10);
  const submit = useAction(async (on: string) => {
    await submitTraceBatch(batch.id, on);
    dialog.current?.close();
    onDone();
  });
  return (
    <>
      <button
        type="button"
        class="button primary"
        onClick={() => {
          submit.forget();
          dialog.current?.showModal();
        }}
      >
        {say('Mark as submitted')}
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{say('On which day was it sent to ATF?')}</h2>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void submit.run(formText(event.currentTarget)('on'));
          }}
        >
          <FormField label={say('Submitted on')} name="on" type="date" value={today} max={today} required />
          <p class="muted">{say('From that day on its age is counted. It cannot be discarded any more.')}</p>
          {submit.error !== null && (
            <p class="form-error" role="alert">
              {say('Nothing changed. {message}', { message: submit.error.message })}
            </p>
          )}
          <div class="button-row">
            <button type="button" class="button" onClick={() => dialog.current?.close()}>
              {say('Not yet')}
            </button>
            <button type="submit" class="button primary" disabled={submit.busy}>
              {submit.busy ? say('One moment …') : say('It was submitted')}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
