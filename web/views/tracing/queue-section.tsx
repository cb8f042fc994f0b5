import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { QueuedGun, TraceQueue } from '../../../domain/tracing-responses.ts';
import { listTraceQueue, makeTraceBatch, setGunAside } from '../../api/tracing.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { dataChanges } from '../../state/session.ts';
import { formatCount, formatDay, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { daysWords, gunName, gunWords, missingWords } from '../../words/tracing-words.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface QueueSectionProps {
  /** How often something was changed elsewhere on the page: the queue is asked for again. */
  readonly changes: number;
  readonly onChanged: () => void;
  readonly onMade: (batch: number) => void;
}

/** Guns that were recovered and not traced: chosen here, they become a batch. */
export function QueueSection({ changes, onChanged, onMade }: QueueSectionProps) {
  const id = useId();
  const after = useSignal<string | null>(null);
  const chosen = useSignal<ReadonlySet<number>>(new Set());
  const { value, error, reload } = useLoaded(
    (signal) => listTraceQueue(after.value, signal),
    `queue ${after.value ?? ''} ${changes} ${dataChanges.value}`,
  );
  const turnTo = (next: string | null) => {
    chosen.value = new Set();
    after.value = next;
  };
  return (
    <section aria-labelledby={`${id}-title`} aria-busy={value === null && error === null}>
      <h2 id={`${id}-title`}>{value === null ? say('Waiting to be traced') : titleOf(value)}</h2>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Loading the queue …')}</p>}
      {value?.total === 0 && <NothingWaits />}
      {value !== null && value.items.length > 0 && (
        <>
          <p class="muted">
            {say(
              'The oldest come first. What a record lacks can be completed on the form; only without a serial number nothing can be traced.',
            )}
          </p>
          <QueueTable
            items={value.items}
            chosen={chosen.value}
            onChoose={(next) => {
              chosen.value = next;
            }}
            onSetAside={async (recovery, reason) => {
              await setGunAside(recovery, reason);
              onChanged();
            }}
          />
          <BatchForm chosen={[...chosen.value]} lastOri={value.lastOri} onMade={onMade} />
        </>
      )}
      {value !== null && (after.value !== null || value.next !== null) && (
        <div class="button-row">
          {after.value !== null && (
            <button type="button" class="button" onClick={() => turnTo(null)}>
              {say('Oldest')}
            </button>
          )}
          {value.next !== null && (
            <button type="button" class="button" onClick={() => turnTo(value.next)}>
              {say('Next {count}', { count: value.items.length })}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function titleOf({ total, traceable }: TraceQueue): string {
  if (total === 0) return say('No gun waits to be traced');
  const without = total - traceable;
  const some =
    without === 0
      ? ''
      : say(', {without} of them without a serial number', { without: formatCount(without) });
  return say('{total} {words} to be traced{some}', {
    total: guns(total),
    words: total === 1 ? say('waits') : say('wait'),
    some,
  });
}

function NothingWaits() {
  return (
    <>
      <p class="muted">
        {say(
          'Every recovery of your agency that Tracemap knows has a trace or a request. Bring in the next file of recoveries, with or without traces, and what was not submitted stands here.',
        )}
      </p>
      <div class="button-row">
        <button type="button" class="button" onClick={() => changePage({ view: 'data' })}>
          {say('Bring in a file')}
        </button>
      </div>
    </>
  );
}

interface QueueTableProps {
  readonly items: readonly QueuedGun[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
  readonly onSetAside: (recovery: number, reason: string) => Promise<void>;
}

function QueueTable({ items, chosen, onChoose, onSetAside }: QueueTableProps) {
  const traceable = items.filter(({ serialNumber }) => serialNumber !== null);
  const isAll = traceable.length > 0 && traceable.every(({ recovery }) => chosen.has(recovery));
  const toggle = (recovery: number) => {
    const next = new Set(chosen);
    if (!next.delete(recovery)) next.add(recovery);
    onChoose(next);
  };
  return (
    <table class="file-table tracing-queue">
      <caption class="visually-hidden">
        {say('Guns that wait to be traced, the oldest recovery first')}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <label class="tracing-check">
              <input
                type="checkbox"
                checked={isAll}
                ref={(box) => {
                  if (box !== null) box.indeterminate = !isAll && chosen.size > 0;
                }}
                disabled={traceable.length === 0}
                onChange={() => onChoose(new Set(isAll ? [] : traceable.map(({ recovery }) => recovery)))}
              />
              <span class="visually-hidden">
                {say('Choose all {count} shown that can be traced', { count: traceable.length })}
              </span>
            </label>
          </th>
          <th scope="col">{say('Recovered')}</th>
          <th scope="col">{say('Gun')}</th>
          <th scope="col">{say('Serial number')}</th>
          <th scope="col">{say('Case')}</th>
          <th scope="col">{say('Missing for the request')}</th>
          <th scope="col">
            <span class="visually-hidden">{say('Set aside')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((gun) => (
          <tr key={gun.recovery} data-chosen={chosen.has(gun.recovery) || undefined}>
            <td>
              <label class="tracing-check">
                <input
                  type="checkbox"
                  checked={chosen.has(gun.recovery)}
                  disabled={gun.serialNumber === null}
                  onChange={() => toggle(gun.recovery)}
                />
                <span class="visually-hidden">{say('Choose {gun}', { gun: gunName(gun) })}</span>
              </label>
            </td>
            <td data-label={say('Recovered')}>
              <div>
                {' '}
                {gun.recoveredOn === null ? say('date unknown') : <time>{formatDay(gun.recoveredOn)}</time>}
                {gun.ageDays !== null && (
                  <small class="muted"> {say('{ageDays} ago', { ageDays: daysWords(gun.ageDays) })}</small>
                )}
              </div>
            </td>
            <td data-label={say('Gun')}>{gunWords(gun)}</td>
            <td data-label={say('Serial number')}>
              {gun.serialNumber ?? (gun.serialObliterated ? say('obliterated') : say('none'))}
            </td>
            <td data-label={say('Case')} data-empty={gun.caseNumber === null || undefined}>
              {gun.caseNumber ?? '–'}
            </td>
            <td data-label={say('Missing')} data-empty={gun.missing.length === 0 || undefined} class="muted">
              {gun.missing.length === 0 ? '–' : missingWords(gun.missing)}
            </td>
            <td>
              <ReasonDialog
                verb={say('Set aside')}
                question={say('Take this gun out of the queue? {gun}', { gun: gunName(gun) })}
                onGiven={(reason) => onSetAside(gun.recovery, reason)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BatchFormProps {
  readonly chosen: readonly number[];
  readonly lastOri: string | null;
  readonly onMade: (batch: number) => void;
}

/** What is chosen becomes a batch. It stays at hand below a long queue. */
function BatchForm({ chosen, lastOri, onMade }: BatchFormProps) {
  const make = useAction(async (ori: string) => {
    const made = await makeTraceBatch({ recoveries: [...chosen], ori: ori === '' ? null : ori });
    onMade(made.id);
  });
  const isOri = make.error?.parameter === 'ori';
  return (
    <form
      class="region-card tracing-batch-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make.run(formText(event.currentTarget)('ori').trim());
      }}
    >
      <FormField
        label={say('ORI of your agency')}
        name="ori"
        value={lastOri ?? ''}
        maxLength={9}
        hint={say('Nine letters and digits. For guns whose record has none.')}
        wrong={isOri ? say('An ORI has nine letters and digits, like MDBPD0000.') : null}
      />
      <div class="tracing-make">
        <p role="status">
          {chosen.length === 0
            ? say('Choose the guns to trace.')
            : say('{count} chosen.', { count: guns(chosen.length) })}
        </p>
        <button type="submit" class="button primary" disabled={chosen.length === 0 || make.busy}>
          {make.busy
            ? say('Making it …')
            : chosen.length === 0
              ? say('Make a batch')
              : say('Make a batch of {count}', { count: formatCount(chosen.length) })}
        </button>
      </div>
      {make.error !== null && !isOri && (
        <p class="form-error" role="alert">
          {make.error.message}
        </p>
      )}
    </form>
  );
}
