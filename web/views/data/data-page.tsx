import { changePage, page } from '../../state/page.ts';
import { recordsChanged } from '../../state/session.ts';
import { ImportDetailPage } from './import-detail.tsx';
import { ImportStart } from './import-start.tsx';
import { ImportTable } from './import-table.tsx';
import './data-page.css';
import '../../styles/file-table.css';

/** Where files become records: bring a file, match its columns, see what went wrong, take it back. */
export function DataPage() {
  const { openImport } = page.value;
  return (
    <div class="data-page">
      {openImport === null ? (
        <>
          <ImportStart onUploaded={open} />
          <ImportTable onOpen={open} onRecordsChanged={recordsChanged} />
        </>
      ) : (
        <ImportDetailPage key={openImport} id={openImport} onBack={close} onRecordsChanged={recordsChanged} />
      )}
    </div>
  );
}

const open = (id: number) => changePage({ openImport: id });
const close = () => changePage({ openImport: null });
