import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatCount, formatDay } from '../../../words/format.ts';
import { medianWords, shareToTenth } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import { OpenLink } from '../../open-link.tsx';
import { OpenRows } from './open-rows.tsx';

type File = QualityOfKind['files'][number];

/** The same figures file by file, the newest first. */
export function FileTable({ of }: { readonly of: QualityOfKind }) {
  const { files, late, addresses } = of;
  return (
    <section class="quality-section" aria-labelledby="quality-files">
      <h3 id="quality-files">{say('File by file')}</h3>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">{say('File')}</th>
            {[say('Records'), say('Complete'), ...(addresses === null ? [] : [say('Placed to street')])].map(
              (words) => (
                <th key={words} scope="col" class="number">
                  {words}
                </th>
              ),
            )}
            {late !== null && (
              <th scope="col" class="number">
                {say('Median')}
              </th>
            )}
            {[say('Contradictions'), say('Known already'), say('Rejected')].map((words) => (
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
      <td class="number" data-label={say('Records')}>
        <OpenRows
          of={shown}
          count={records}
          rows={{ check: 'records' }}
          label={say('Records of {fileName}', { fileName })}
        />
      </td>
      <td class="number" data-label={say('Complete')}>
        {shareToTenth(complete, records)}
      </td>
      {addresses !== null && (
        <td class="number" data-label={say('Placed to street')}>
          {shareToTenth(placed ?? 0, addresses)}
        </td>
      )}
      {late !== null && (
        <td class="number" data-label={say('Median')}>
          {medianWords(file.medianDays)}
        </td>
      )}
      <td class="number" data-label={say('Contradictions')}>
        {contradictions === 0 ? (
          '0'
        ) : (
          <OpenLink
            to={{ quality: { kind, batch, rows: null } }}
            label={say('{contradictions} contradictions of {fileName}, open them', {
              contradictions: formatCount(contradictions),
              fileName,
            })}
          >
            {formatCount(contradictions)}
          </OpenLink>
        )}
      </td>
      <td class="number" data-label={say('Known already')}>
        <OpenRows
          of={shown}
          count={duplicates}
          rows={{ check: 'duplicates' }}
          label={say('Known already of {fileName}', { fileName })}
        />
      </td>
      <td class="number" data-label={say('Rejected')}>
        {file.rowsRejected === 0 ? (
          '0'
        ) : (
          <OpenLink
            to={{ quality: null, openImport: batch }}
            label={say('{rowsRejected} rejected rows of {fileName}, open the import', {
              rowsRejected: formatCount(file.rowsRejected),
              fileName,
            })}
          >
            {formatCount(file.rowsRejected)}
          </OpenLink>
        )}
      </td>
    </tr>
  );
}
