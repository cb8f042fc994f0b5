import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { qualitySentence, shareToTenth } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import { ContradictionTable } from './contradiction-table.tsx';
import { FieldTable } from './field-table.tsx';
import { FileTable } from './file-table.tsx';
import { LateSection } from './late-section.tsx';
import { MonthSection } from './month-section.tsx';
import { OpenRows } from './open-rows.tsx';
import { PlaceTables } from './place-table.tsx';

export interface KindQualityProps {
  readonly of: QualityOfKind;
  /** The file whose records these are alone; null: all. */
  readonly batch: number | null;
}

/** All that is told of the records of one kind, the sentence first. */
export function KindQuality({ of, batch }: KindQualityProps) {
  const { records, complete, completeMeans, addresses, placed, duplicates } = of;
  const shown = { kind: of.kind, batch };
  return (
    <>
      <h2 class="quality-sentence">{qualitySentence(of)}</h2>
      <p class="muted">
        {say(
          'Complete is a record of which these are known: {completeMeans}. Every number opens the rows of your files that it counts, to be mended.',
          { completeMeans: completeMeans.join(', ') },
        )}
      </p>
      <dl class="data-counts">
        <div>
          <dt>{say('Records')}</dt>
          <dd>
            <OpenRows of={shown} count={records} rows={{ check: 'records' }} label={say('Records')} />
          </dd>
        </div>
        <div>
          <dt>{say('Incomplete ({records})', { records: shareToTenth(records - complete, records) })}</dt>
          <dd>
            <OpenRows
              of={shown}
              count={records - complete}
              rows={{ check: 'incomplete' }}
              label={say('Incomplete')}
            />
          </dd>
        </div>
        {addresses !== null && (
          <div>
            <dt>
              {say('Not placed to the street ({addresses})', {
                addresses: shareToTenth(addresses - (placed ?? 0), addresses),
              })}
            </dt>
            <dd>
              <OpenRows
                of={shown}
                count={addresses - (placed ?? 0)}
                rows={{ check: 'not_placed' }}
                label={say('Not placed to the street')}
              />
            </dd>
          </div>
        )}
        <div>
          <dt>{say('Rows known already')}</dt>
          <dd>
            <OpenRows
              of={shown}
              count={duplicates}
              rows={{ check: 'duplicates' }}
              label={say('Rows known already')}
            />
          </dd>
        </div>
      </dl>
      <ContradictionTable of={of} batch={batch} />
      <FieldTable of={of} batch={batch} />
      <PlaceTables of={of} batch={batch} />
      <LateSection of={of} batch={batch} />
      <MonthSection of={of} batch={batch} />
      {batch === null && <FileTable of={of} />}
    </>
  );
}
