import { cancelExport, takenExport } from '../../state/taken-export.ts';
import { fileSize } from '../../words/export-words.ts';

/** How far the file has come, and how it ended. */
export function ExportProgress() {
  const taken = takenExport.value;
  if (taken === null) return null;
  if (taken.state === 'failed') {
    return (
      <p class="form-error" role="alert">
        {taken.name} was not made. {taken.why}
      </p>
    );
  }
  return (
    <p class="small export-progress" role="status">
      <span>{PROGRESS_WORDS[taken.state](taken.name, 'bytes' in taken ? taken.bytes : 0)}</span>
      {taken.state === 'coming' && (
        <button type="button" class="button" onClick={cancelExport}>
          Cancel
        </button>
      )}
    </p>
  );
}

const PROGRESS_WORDS = {
  coming: (name: string, bytes: number) =>
    bytes === 0 ? `${name} is being made …` : `${name}: ${fileSize(bytes)} so far …`,
  here: (name: string, bytes: number) => `${name} is with your downloads (${fileSize(bytes)}).`,
  cancelled: (name: string) => `${name} was cancelled. Nothing was kept.`,
};
