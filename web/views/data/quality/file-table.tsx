import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatCount, formatDay } from '../../../words/format.ts';
import { medianWords, shareToTenth } from '../../../words/quality-words.ts';
import { OpenLink } from '../../open-link.tsx';
import { OpenRows } from './open-rows.tsx';

type File = QualityOfKind['files'][number];

/** The same figures file by file, the newest first. */
export function FileTable({ of }: { readonly of: QualityOfKind }) {
  const { files, late, addresses } = of;
  return (
    <section class="quality-section" aria-labelledby="quality-files">
      <h3 id="quality-files">File by file</h3>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">File</th>
            {['Records', 'Complete', ...(addresses === null ? [] : ['Placed to street'])].map((words) => (
              <th key={words} scope="col" class="number">
                {words}
              </th>
            ))}
            {late !== null && (
              <th scope="col" class="number">
                Median
              </th>
            )}
            {['Contradictions', 'Known already', 'Rejected'].map((words) => (
              <th key={words} scope="col" class="number">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <FileRow key={file.batch} file={file} of={of} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FileRow({ file, of: { kind, late } }: { readonly file: File; readonly of: QualityOfKind }) {
  const { batch, fileName, importedAt, records, complete, addresses, placed, contradictions, duplicates } =
    file;
  const shown = { kind, batch };
  return (
    <tr>
      <th scope="row">
        <OpenLink to={{ quality: { kind, batch, rows: null } }}>{fileName}</OpenLink>
        <small>{formatDay(importedAt.slice(0, 10))}</small>
      </th>
      <td class="number" data-label="Records">
        <OpenRows of={shown} count={records} rows={{ check: 'records' }} label={`Records of ${fileName}`} />
      </td>
      <td class="number" data-label="Complete">
        {shareToTenth(complete, records)}
      </td>
      {addresses !== null && (
        <td class="number" data-label="Placed to street">
          {shareToTenth(placed ?? 0, addresses)}
        </td>
      )}
      {late !== null && (
        <td class="number" data-label="Median">
          {medianWords(file.medianDays)}
        </td>
      )}
      <td class="number" data-label="Contradictions">
        {contradictions === 0 ? (
          '0'
        ) : (
          <OpenLink
            to={{ quality: { kind, batch, rows: null } }}
            label={`${formatCount(contradictions)} contradictions of ${fileName}, open them`}
          >
            {formatCount(contradictions)}
          </OpenLink>
        )}
      </td>
      <td class="number" data-label="Known already">
        <OpenRows
          of={shown}
          count={duplicates}
          rows={{ check: 'duplicates' }}
          label={`Known already of ${fileName}`}
        />
      </td>
      <td class="number" data-label="Rejected">
        {file.rowsRejected === 0 ? (
          '0'
        ) : (
          <OpenLink
            to={{ quality: null, openImport: batch }}
            label={`${formatCount(file.rowsRejected)} rejected rows of ${fileName}, open the import`}
          >
            {formatCount(file.rowsRejected)}
          </OpenLink>
        )}
      </td>
    </tr>
  );
}
