import './quality.css';
import '../../../styles/file-table.css';
import { useEffect, useRef } from 'preact/hooks';
import type { QualityKindId, QualityOfKind } from '../../../../domain/quality-responses.ts';
import { getQuality } from '../../../api/quality.ts';
import { EmptyState } from '../../../panels/empty-state.tsx';
import { LoadError } from '../../../panels/load-error.tsx';
import { BringIn } from '../../../panels/nothing-selected.tsx';
import { changePage, page } from '../../../state/page.ts';
import type { QualityChoice } from '../../../state/quality-choice.ts';
import { QUALITY_AT_FIRST } from '../../../state/quality-choice.ts';
import { account, dataChanges } from '../../../state/session.ts';
import { formatCount } from '../../../words/format.ts';
import { QUALITY_KIND_WORDS } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import { useLoaded } from '../../use-loaded.ts';
import { KindQuality } from './kind-quality.tsx';
import { RowsPanel } from './rows-panel.tsx';

/** Of which kind and file numbers are. */
export interface ShownQuality {
  readonly kind: QualityKindId;
  readonly batch: number | null;
}

/** How good the data is that one's agency brought in, and the rows behind each number. */
export function QualityPage() {
  const choice = page.value.quality ?? QUALITY_AT_FIRST;
  const { kind, batch, rows } = choice;
  if (kind !== null && rows !== null) {
    const request = { kind, batch, ...rows };
    return <RowsPanel key={JSON.stringify(request)} request={request} />;
  }
  return <Overview choice={choice} />;
}

function Overview({ choice }: { readonly choice: QualityChoice }) {
  const all = useLoaded((signal) => getQuality(null, signal), `quality ${dataChanges.value}`);
  const { value, error, reload } = all;
  const shown = value?.items.find(({ kind }) => kind === choice.kind) ?? value?.items[0] ?? null;
  return (
    <section
      class="data-card quality-page"
      aria-labelledby="quality-title"
      aria-busy={value === null && error === null}
    >
      <h1 id="quality-title">{say('Data quality{agencyWords}', { agencyWords: agencyWords() })}</h1>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Counting your records …')}</p>}
      {value?.total === 0 && <NothingYet />}
      {value !== null && shown !== null && (
        <>
          <KindSwitch items={value.items} current={shown.kind} />
          {choice.kind !== null && choice.kind !== shown.kind && (
            <p class="muted">
              {say('There are no files of {kind} yet.', {
                kind: QUALITY_KIND_WORDS[choice.kind].toLowerCase(),
              })}
            </p>
          )}
          <FileChoice of={shown} batch={choice.batch} />
          {choice.batch === null ? (
            <KindQuality of={shown} batch={null} />
          ) : (
            <OneFile key={choice.batch} batch={choice.batch} />
          )}
        </>
      )}
    </section>
  );
}

function agencyWords(): string {
  const agency = account.value?.agency;
  return agency == null ? '' : ` of ${agency.name}`;
}

function NothingYet() {
  return (
    <EmptyState
      heading={say('Nothing to count yet')}
      reason={say('Your agency has brought in no records yet.')}
      next={<BringIn />}
    />
  );
}

/** The same of one file. */
function OneFile({ batch }: { readonly batch: number }) {
  const { value, error, reload } = useLoaded(
    (signal) => getQuality(batch, signal),
    `quality of ${batch} ${dataChanges.value}`,
  );
  const [of] = value?.items ?? [];
  if (error !== null) return <LoadError message={error} onRetry={reload} />;
  if (of === undefined) return <p class="muted">{say('Counting the records of the file …')}</p>;
  return <KindQuality of={of} batch={batch} />;
}

interface KindSwitchProps {
  readonly items: readonly QualityOfKind[];
  readonly current: QualityKindId;
}

function KindSwitch({ items, current }: KindSwitchProps) {
  const nav = useRef<HTMLElement>(null);
  // Back from the rows of a figure, the keyboard goes on from here.
  useEffect(() => {
    if (document.activeElement === document.body) nav.current?.focus();
  }, []);
  return (
    <nav ref={nav} class="quality-kinds" aria-label={say('Kinds of records')} tabIndex={-1}>
      {items.map(({ kind, records }) => (
        <button
          key={kind}
          type="button"
          class="quality-kind"
          aria-current={kind === current}
          onClick={() => changePage({ quality: { ...QUALITY_AT_FIRST, kind } })}
        >
          {QUALITY_KIND_WORDS[kind]} <small>{formatCount(records)}</small>
        </button>
      ))}
    </nav>
  );
}

interface FileChoiceProps {
  readonly of: QualityOfKind;
  readonly batch: number | null;
}

function FileChoice({ of: { kind, files }, batch }: FileChoiceProps) {
  if (files.length < 2 && batch === null) return null;
  return (
    <label class="quality-file">
      <span>{say('File')}</span>
      <select
        class="field"
        value={batch ?? ''}
        onChange={({ currentTarget: { value } }) =>
          changePage({ quality: { kind, batch: value === '' ? null : Number(value), rows: null } })
        }
      >
        <option value="">{say('All {count} files', { count: formatCount(files.length) })}</option>
        {files.map((file) => (
          <option key={file.batch} value={file.batch}>
            {file.fileName}
          </option>
        ))}
      </select>
    </label>
  );
}
