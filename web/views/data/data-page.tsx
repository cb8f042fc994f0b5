import { changePage, page } from '../../state/page.ts';
import { QUALITY_AT_FIRST } from '../../state/quality-choice.ts';
import { recordsChanged } from '../../state/session.ts';
import { lazyView } from '../lazy-view.tsx';
import { OpenLink } from '../open-link.tsx';
import { ImportDetailPage } from './import-detail.tsx';
import { ImportStart } from './import-start.tsx';
import { ImportTable } from './import-table.tsx';
import './data-page.css';
import '../../styles/file-table.css';
import { say } from '../../words/say.ts';

const QualityPage = lazyView(async () => (await import('./quality/quality-page.tsx')).QualityPage);

/** Where files become records, bring a file, match its columns, see what went wrong, take it back; and how good they are. */
export function DataPage() {
  const { openImport, quality } = page.value;
  return (
    <div class="data-page">
      {openImport === null && <Sections />}
      {openImport !== null ? (
        <ImportDetailPage key={openImport} id={openImport} onBack={close} onRecordsChanged={recordsChanged} />
      ) : quality !== null ? (
        <QualityPage />
      ) : (
        <>
          <ImportStart onUploaded={open} />
          <ImportTable onOpen={open} onRecordsChanged={recordsChanged} />
        </>
      )}
    </div>
  );
}

function Sections() {
  const isQuality = page.value.quality !== null;
  return (
    <nav class="data-sections" aria-label={say('Data')}>
      <OpenLink to={{ quality: null }} current={!isQuality}>
        {say('Files')}
      </OpenLink>
      <OpenLink to={{ quality: QUALITY_AT_FIRST }} current={isQuality}>
        {say('Quality')}
      </OpenLink>
    </nav>
  );
}

const open = (id: number) => changePage({ openImport: id });
const close = () => changePage({ openImport: null });
