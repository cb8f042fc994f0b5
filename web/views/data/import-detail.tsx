import { useEffect, useRef } from 'preact/hooks';
import type { ImportDetail } from '../../../domain/responses.ts';
import { getImport } from '../../api/imports.ts';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { ImportResult } from './import-result.tsx';
import { FORMAT_WORDS } from './import-words.ts';
import { MappingForm } from './mapping-form.tsx';
import { RunningImport } from './running-import.tsx';

interface ImportDetailPageProps {
  readonly id: number;
  readonly onBack: () => void;
  readonly onRecordsChanged: () => void;
}

/** One import from its upload to its result, whatever comes next for it. */
export function ImportDetailPage({ id, onBack, onRecordsChanged }: ImportDetailPageProps) {
  const { value, error, reload } = useLoaded((signal) => getImport(id, signal), `import ${id}`);
  const changed = () => {
    reload();
    onRecordsChanged();
  };
  return (
    <section class="data-card" aria-busy={value === null && error === null}>
      <nav>
        <button type="button" class="link-button" onClick={onBack}>
          {say('← All imports')}
        </button>
      </nav>
      {error === null ? null : (
        <p class="data-error" role="alert">
          {error}{' '}
          <button type="button" class="button" onClick={reload}>
            {say('Try again')}
          </button>
        </p>
      )}
      {value === null && error === null ? <p class="muted">{say('Loading the import …')}</p> : null}
      {value === null ? null : (
        <>
          <Heading batch={value} />
          <NextStep batch={value} onChanged={changed} onReload={reload} onBack={onBack} />
        </>
      )}
    </section>
  );
}

/** Takes the focus, since it is what the page is about now. */
function Heading({ batch }: { readonly batch: ImportDetail }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header class="data-heading">
      <h1 ref={heading} tabIndex={-1}>
        {batch.fileName}
      </h1>
      <p class="muted">
        {say('{format} of {agency}, uploaded', { format: FORMAT_WORDS[batch.format], agency: batch.agency })}{' '}
        <time dateTime={batch.createdAt}>{whenOf(batch.createdAt)}</time>
      </p>
    </header>
  );
}

interface NextStepProps {
  readonly batch: ImportDetail;
  readonly onChanged: () => void;
  readonly onReload: () => void;
  readonly onBack: () => void;
}

function NextStep({ batch, onChanged, onReload, onBack }: NextStepProps) {
  switch (batch.status) {
    case 'awaiting_mapping':
      return <MappingForm batch={batch} onStarted={onReload} onDiscarded={onBack} />;
    case 'running':
      return <RunningImport id={batch.id} onFinished={onChanged} />;
    case 'done':
      return <ImportResult batch={batch} onUndone={onChanged} />;
    case 'failed':
      return <Failed batch={batch} onBack={onBack} />;
    case 'undone':
      return (
        <p>
          {say(
            'This import was undone: its records are gone from the map and every count. The file can be brought in again.',
          )}
        </p>
      );
  }
}

function Failed({ batch, onBack }: { readonly batch: ImportDetail; readonly onBack: () => void }) {
  return (
    <>
      <p class="data-error" role="alert">
        {batch.error ?? say('The import stopped.')}
      </p>
      <p>{say('Nothing of this file was saved, and nothing else was changed.')}</p>
      <div class="data-actions">
        <button type="button" class="button primary" onClick={onBack}>
          {say('Bring in another file')}
        </button>
      </div>
    </>
  );
}
