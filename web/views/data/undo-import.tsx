import { useRef, useState } from 'preact/hooks';
import type { ImportBatch } from '../../../domain/responses.ts';
import { undoImport } from '../../api/imports.ts';
import { countOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';

interface UndoImportProps {
  readonly batch: ImportBatch;
  readonly onUndone: () => void;
}

/** Takes an import back after asking. One that never ran is discarded: it has no records. */
export function UndoImport({ batch, onUndone }: UndoImportProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const verb = batch.status === 'awaiting_mapping' ? say('Discard') : say('Undo');
  const undo = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await undoImport(batch.id);
      dialog.current?.close();
      onUndone();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={`${verb} ${batch.fileName}`}
        onClick={() => dialog.current?.showModal()}
      >
        {verb}
      </button>
      <dialog ref={dialog} class="data-dialog" aria-label={`${verb} ${batch.fileName}?`}>
        <h2>
          {verb} {batch.fileName}?
        </h2>
        <p>{consequenceOf(batch)}</p>
        {refusal === null ? null : (
          <p class="data-error" role="alert">
            {refusal}
          </p>
        )}
        <div class="data-actions">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {say('Keep it')}
          </button>
          <button type="button" class="button primary" disabled={busy} onClick={undo}>
            {busy ? say('Taking it back …') : say('{verb} it', { verb })}
          </button>
        </div>
      </dialog>
    </>
  );
}

function consequenceOf({ status, rowsAccepted }: ImportBatch): string {
  return status === 'awaiting_mapping'
    ? say('It has not been read yet, so no record changes.')
    : say('Its {rowsAccepted} leave the map and every count. The file can be brought in again.', {
        rowsAccepted: countOf(rowsAccepted, say('record'), say('records')),
      });
}
