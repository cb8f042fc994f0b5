import { cancelExport, takenExport } from '../../state/taken-export.ts';
import { fileSize } from '../../words/export-words.ts';
import { say } from '../../words/say.ts';

/** How far the file has come, and how it ended. */
export function ExportProgress() {
  const taken = takenExport.value;
  if (taken === null) return null;
  if (taken.state === 'failed') {
    return (
      <p class="form-error" role="alert">
        {say('{name} was not made. {why}', { name: taken.name, why: taken.why })}
      </p>
    );
  }
  return (
    <p class="small export-progress" role="status">
      <span>{PROGRESS_WORDS[taken.state](taken.name, 'bytes' in taken ? taken.bytes : 0)}</span>
      {taken.state === 'coming' && (
        <button type="button" class="button" onClick={cancelExport}>
          {say('Cancel')}
        </button>
      )}
    </p>
  );
}

const PROGRESS_WORDS = {
  coming: (name: string, bytes: number) =>
    bytes === 0
      ? say('{name} is being made …', { name })
      : say('{name}: {bytes} so far …', { name, bytes: fileSize(bytes) }),
  here: (name: string, bytes: number) =>
    say('{name} is with your downloads ({bytes}).', { name, bytes: fileSize(bytes) }),
  cancelled: (name: string) => say('{name} was cancelled. Nothing was kept.', { name }),
};
