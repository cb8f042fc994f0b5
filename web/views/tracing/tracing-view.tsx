import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './tracing-view.css';
import { useSignal } from '@preact/signals';
import { getTraceCoverage } from '../../api/tracing.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage, page } from '../../state/page.ts';
import { can, dataChanges } from '../../state/session.ts';
import { say, sayKnown } from '../../words/say.ts';
import { funnelSentence } from '../../words/tracing-words.ts';
import { useLoaded } from '../use-loaded.ts';
import { AgeingTable } from './ageing-table.tsx';
import { BatchList } from './batch-list.tsx';
import { BatchPage } from './batch-page.tsx';
import { CoordinatorSection } from './coordinator-section.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { FormsPage } from './forms-page.tsx';
import { QueueSection } from './queue-section.tsx';
import { SetAsideSection } from './set-aside-section.tsx';

/** Every recovered gun traced: the queue, what was sent, and how far each agency got. */
export function TracingView() {
  const { openBatch, forms } = page.value;
  if (openBatch === null || !can('steward')) return <Overview />;
  return forms ? <FormsPage key={openBatch} id={openBatch} /> : <BatchPage key={openBatch} id={openBatch} />;
}

function Overview() {
  const changes = useSignal(0);
  const coverage = useLoaded(getTraceCoverage, `coverage ${dataChanges.value}`);
  const { value, error, reload } = coverage;
  const changed = () => {
    changes.value += 1;
    reload();
  };
  const isSteward = can('steward');
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Tracing')}</h1>
          {value === null && error === null && <p>{say('Counting recovered guns …')}</p>}
          {value !== null && <p>{funnelSentence(value.all)}</p>}
          {value !== null && <p class="muted small">{sayKnown(value.notice)}</p>}
        </div>
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {isSteward && (
        <>
          <QueueSection
            changes={changes.value}
            onChanged={changed}
            onMade={(id) => changePage({ openBatch: id })}
          />
          <BatchList changes={changes.value} />
          <SetAsideSection changes={changes.value} onChanged={changed} />
          <CoordinatorSection onChanged={changed} />
        </>
      )}
      {value !== null && <AgeingTable items={value.items} />}
      {value !== null && <CoverageSection coverage={value} />}
    </div>
  );
}
