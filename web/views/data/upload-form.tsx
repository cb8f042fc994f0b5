import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { IMPORT_FORMATS } from '../../../domain/vocabulary.ts';
import type { AgencyEntry } from '../../api/imports.ts';
import { startImport, uploadImport } from '../../api/imports.ts';
import { say } from '../../words/say.ts';
import type { Loaded } from '../use-loaded.ts';
import type { Chosen } from './import-start.tsx';
import { FORMAT_HINTS, FORMAT_WORDS } from './import-words.ts';

const REMEMBERED_AGENCY = 'tracemap.import-agency';

type Sending = { readonly fraction: number; readonly stop: () => void };

interface UploadFormProps {
  readonly chosen: Chosen;
  readonly agencies: Loaded<readonly AgencyEntry[]>;
  readonly onUploaded: (id: number) => void;
}

/** Asks what a file is and whose, then sends it. */
export function UploadForm({ chosen, agencies, onUploaded }: UploadFormProps) {
  const [format, setFormat] = useState(chosen.format);
  const [picked, setPicked] = useState(() => localStorage.getItem(REMEMBERED_AGENCY) ?? '');
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const agency = knownAgency(agencies.value, picked);

  const send = async (event: Event) => {
    event.preventDefault();
    const controller = new AbortController();
    const stop = () => controller.abort();
    setRefusal(null);
    setSending({ fraction: 0, stop });
    try {
      localStorage.setItem(REMEMBERED_AGENCY, agency);
      const onProgress = (fraction: number) => setSending({ fraction, stop });
      const batch = await uploadImport({
        file: chosen.file,
        format,
        agency,
        onProgress,
        signal: controller.signal,
      });
      // ATF's own lists have known headings: there is nothing to match.
      if (batch.mappingFrom === 'fixed') await startImport(batch.id, batch.mapping);
      onUploaded(batch.id);
    } catch (error) {
      setSending(null);
      if (!controller.signal.aborted) setRefusal(error instanceof Error ? error.message : String(error));
    }
  };

  if (sending !== null) return <UploadProgress {...sending} />;
  return (
    <form class="data-form" onSubmit={send}>
      <Choice
        label={say('What it holds')}
        hint={format === chosen.format ? chosen.reason : FORMAT_HINTS[format]}
      >
        {(ids) => (
          <select
            {...ids}
            value={format}
            onChange={(event) => setFormat(toFormat(event.currentTarget.value))}
          >
            {IMPORT_FORMATS.map((each) => (
              <option key={each} value={each}>
                {FORMAT_WORDS[each]}
              </option>
            ))}
          </select>
        )}
      </Choice>
      <AgencyChoice agencies={agencies.value} error={agencies.error} agency={agency} onPick={setPicked} />
      {refusal === null ? null : (
        <p class="data-error" role="alert">
          {refusal}
        </p>
      )}
      <div class="data-actions">
        <SubmitButton />
      </div>
    </form>
  );
}

/** Takes the focus when it appears, so that Enter goes on after choosing a file. */
function SubmitButton() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="submit" class="button primary">
      {say('Upload')}
    </button>
  );
}

function UploadProgress({ fraction, stop }: Sending) {
  const percent = Math.round(fraction * 100);
  return (
    <div class="data-progress">
      <p role="status">
        {fraction < 1 ? say('Sending: {percent} %', { percent }) : say('Looking at its columns …')}
      </p>
      <progress value={fraction} max={1} aria-label={say('Upload')} />
      <button type="button" class="button" onClick={stop}>
        {say('Cancel')}
      </button>
    </div>
  );
}

interface AgencyChoiceProps {
  readonly agencies: readonly AgencyEntry[] | null;
  readonly error: string | null;
  readonly agency: string;
  readonly onPick: (code: string) => void;
}

function AgencyChoice({ agencies, error, agency, onPick }: AgencyChoiceProps) {
  if (error !== null) {
    return (
      <p class="data-error" role="alert">
        {say('The agencies could not be loaded: {error}', { error })}
      </p>
    );
  }
  if (agencies !== null && agencies.length === 0) {
    return (
      <p class="data-error">
        {say('There is no agency yet to own the records. Add one on the server:')}{' '}
        <code>npm run tracemap -- agency add</code>
      </p>
    );
  }
  return (
    <Choice label={say('Whose records')} hint={say('It owns the records. Remembered for your next file.')}>
      {(ids) => (
        <select {...ids} required value={agency} onChange={(event) => onPick(event.currentTarget.value)}>
          <option value="">{agencies === null ? say('Loading …') : say('Choose an agency')}</option>
          {agencies?.map(({ code, name, state }) => (
            <option key={code} value={code}>
              {name}, {state}
            </option>
          ))}
        </select>
      )}
    </Choice>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly hint: string;
  /** Draws the control; `ids` tie it to its label and hint. */
  readonly children: (ids: { id: string; class: string; 'aria-describedby': string }) => ComponentChildren;
}

function Choice({ label, hint, children }: ChoiceProps) {
  const id = useId();
  return (
    <div class="data-choice">
      <label for={id}>{label}</label>
      {children({ id, class: 'field', 'aria-describedby': `${id}-hint` })}
      <small id={`${id}-hint`}>{hint}</small>
    </div>
  );
}

/** The picked agency if it (still) exists, or the only one there is; otherwise empty. */
function knownAgency(agencies: readonly AgencyEntry[] | null, picked: string): string {
  if (agencies?.length === 1) return agencies[0]?.code ?? '';
  return agencies?.some(({ code }) => code === picked) ? picked : '';
}

function toFormat(value: string): ImportFormat {
  return IMPORT_FORMATS.find((format) => format === value) ?? 'traces';
}
