import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportProgress } from '../../../domain/responses.ts';
import { watchImport } from '../../api/imports.ts';
import { countOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { STEPS } from './import-words.ts';

interface RunningImportProps {
  readonly id: number;
  /** Also called when the import failed or was gone: the caller looks again. */
  readonly onFinished: () => void;
}

/** The steps of a running import, as the server reports them. */
export function RunningImport({ id, onFinished }: RunningImportProps) {
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const finished = useRef(onFinished);
  finished.current = onFinished;
  useEffect(
    () =>
      watchImport(
        id,
        (next) => {
          setProgress(next);
          if (next.status !== 'running') finished.current();
        },
        () => finished.current(),
      ),
    [id],
  );
  const at = STEPS.findIndex(({ step }) => step === (progress?.step ?? 'reading'));
  return (
    <div class="data-progress">
      <ol class="data-steps">
        {STEPS.map(({ step, words }, index) => (
          <li key={step} data-state={stateOf(index, at)} aria-current={index === at ? 'step' : undefined}>
            {words}
          </li>
        ))}
      </ol>
      <progress value={progress?.fraction ?? 0} max={1} aria-label={say('Part of the file read')} />
      <p role="status">{sentenceOf(progress)}</p>
      <p class="muted">
        {say('You may leave this page: the import goes on. It saves all of the file or nothing.')}
      </p>
    </div>
  );
}

function stateOf(index: number, at: number): 'done' | 'now' | 'next' {
  if (index === at) return 'now';
  return index < at ? 'done' : 'next';
}

function sentenceOf(progress: ImportProgress | null): string {
  if (progress === null) return say('Starting …');
  const words = STEPS.find(({ step }) => step === progress.step)?.words ?? '';
  return say('{words}: {rowsRead} read', {
    words,
    rowsRead: countOf(progress.rowsRead, say('row'), say('rows')),
  });
}
