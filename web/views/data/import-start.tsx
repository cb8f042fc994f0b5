import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { IMPORT_FORMATS } from '../../../domain/vocabulary.ts';
import type { AgencyEntry } from '../../api/imports.ts';
import { listAgencies, startImport, uploadImport } from '../../api/imports.ts';
import { guessFormat, HEAD_BYTES } from './guess-format.ts';
import { FORMAT_HINTS, FORMAT_WORDS, sizeOf } from './import-words.ts';
import { useLoaded } from './use-loaded.ts';

const REMEMBERED_AGENCY = 'tracemap.import-agency';

interface Chosen {
  readonly file: File;
  readonly format: ImportFormat;
  readonly reason: string;
  /** More files came with it; they wait for their turn. */
  readonly others: number;
}

interface ImportStartProps {
  readonly onUploaded: (id: number) => void;
}

/** Takes a file by drop or picker, asks what it is and whose, and sends it. */
export function ImportStart({ onUploaded }: ImportStartProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const choose = async (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined) return;
    const head = await file.slice(0, HEAD_BYTES).text();
    setChosen({ file, ...guessFormat(file.name, head), others: (files?.length ?? 1) - 1 });
  };
  const over = useFileDrop(choose);
  return (
    <section class="data-card data-start" data-over={over} aria-labelledby="data-start-title">
      <h1 id="data-start-title">Bring in a file</h1>
      <FilePicker chosen={chosen} onChoose={choose} />
      {chosen === null ? null : <UploadForm key={chosen.file.name} chosen={chosen} onUploaded={onUploaded} />}
    </section>
  );
}

/** Files may be dropped anywhere on the page, so that a near miss does not make the browser open the file. */
function useFileDrop(onDrop: (files: FileList | null) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    const enter = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      latest.current(event.dataTransfer?.files ?? null);
    };
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}

interface FilePickerProps {
  readonly chosen: Chosen | null;
  readonly onChoose: (files: FileList | null) => void;
}

function FilePicker({ chosen, onChoose }: FilePickerProps) {
  return (
    <div class="data-drop">
      <label class="data-pick">
        <input
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
          onChange={(event) => onChoose(event.currentTarget.files)}
        />
        <span class="button">{chosen === null ? 'Choose a file' : 'Choose another file'}</span>
      </label>
      {chosen === null ? (
        <p>
          or drop it on this page. Trace results as CSV or XLSX, ATF’s list of licensees, ATF’s yearly state
          tables.
        </p>
      ) : (
        <p>
          <strong>{chosen.file.name}</strong>, {sizeOf(chosen.file.size)}
          {chosen.others > 0 ? '. One file at a time: bring the others after this one.' : null}
        </p>
      )}
    </div>
  );
}

type Sending = { readonly fraction: number; readonly stop: () => void };

interface UploadFormProps {
  readonly chosen: Chosen;
  readonly onUploaded: (id: number) => void;
}

function UploadForm({ chosen, onUploaded }: UploadFormProps) {
  const agencies = useLoaded(listAgencies, 'agencies');
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
      <label>
        What it holds
        <select
          class="field"
          value={format}
          onChange={(event) => setFormat(toFormat(event.currentTarget.value))}
        >
          {IMPORT_FORMATS.map((each) => (
            <option key={each} value={each}>
              {FORMAT_WORDS[each]}
            </option>
          ))}
        </select>
        <small>{format === chosen.format ? chosen.reason : FORMAT_HINTS[format]}</small>
      </label>
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
      Upload
    </button>
  );
}

function UploadProgress({ fraction, stop }: Sending) {
  const percent = Math.round(fraction * 100);
  return (
    <div class="data-progress">
      <p role="status">{fraction < 1 ? `Sending: ${percent} %` : 'Looking at its columns …'}</p>
      <progress value={fraction} max={1} aria-label="Upload" />
      <button type="button" class="button" onClick={stop}>
        Cancel
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
        The agencies could not be loaded: {error}
      </p>
    );
  }
  if (agencies !== null && agencies.length === 0) {
    return (
      <p class="data-error">
        There is no agency yet to own the records. Add one on the server:{' '}
        <code>npm run tracemap -- agency add</code>
      </p>
    );
  }
  return (
    <label>
      Whose records
      <select class="field" required value={agency} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{agencies === null ? 'Loading …' : 'Choose an agency'}</option>
        {agencies?.map(({ code, name, state }) => (
          <option key={code} value={code}>
            {name}, {state}
          </option>
        ))}
      </select>
      <small>It owns the records. Remembered for your next file.</small>
    </label>
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
