import { changePage, page } from '../../state/page.ts';
import { ImportDetailPage } from './import-detail.tsx';
import { ImportStart } from './import-start.tsx';
import { ImportTable } from './import-table.tsx';
import './data-page.css';

interface DataPageProps {
  /** Records changed: whatever else the page holds of them is out of date. */
  readonly onRecordsChanged: () => void;
}

/** Where files become records: bring a file, match its columns, see what went wrong, take it back. */
export function DataPage({ onRecordsChanged }: DataPageProps) {
  const { openImport } = page.value;
  return (
    <main class="data-page">
      {openImport === null ? (
        <>
          <ImportStart onUploaded={open} />
          <ImportTable onOpen={open} onRecordsChanged={onRecordsChanged} />
        </>
      ) : (
        <ImportDetailPage
          key={openImport}
          id={openImport}
          onBack={close}
          onRecordsChanged={onRecordsChanged}
        />
      )}
    </main>
  );
}

const open = (id: number) => changePage({ openImport: id });
const close = () => changePage({ openImport: null });
