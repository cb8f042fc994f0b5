import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { listAgencies } from '../../api/imports.ts';
import { account } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { guessFormat, HEAD_BYTES } from './guess-format.ts';
import { sizeOf } from './import-words.ts';
import { UploadForm } from './upload-form.tsx';

/** A file to upload, and what it seems to be. */
export interface Chosen {
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
  const all = useLoaded(listAgencies, 'agencies');
  const own = account.value?.agency ?? null;
  // A steward brings in files of the own agency alone.
  const agencies =
    own === null ? all : { ...all, value: all.value?.filter(({ code }) => code === own.code) ?? null };
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
      <h1 id="data-start-title">{say('Bring in a file')}</h1>
      <FilePicker chosen={chosen} onChoose={choose} />
      {chosen === null ? null : (
        <UploadForm key={chosen.file.name} chosen={chosen} agencies={agencies} onUploaded={onUploaded} />
      )}
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
        <span class="button">{chosen === null ? say('Choose a file') : say('Choose another file')}</span>
      </label>
      {chosen === null ? (
        <p>
          {say(
            'or drop it on this page. As CSV or XLSX: trace results, incidents, ballistic leads and hits, debriefs, sales, multiple sales, thefts, inspections; also ATF’s list of licensees and its yearly state tables.',
          )}
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
