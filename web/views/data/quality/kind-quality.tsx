import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { qualitySentence, shareToTenth } from '../../../words/quality-words.ts';
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
        Complete is a record of which these are known: {completeMeans.join(', ')}. Every number opens the rows
        of your files that it counts, to be mended.
      </p>
      <dl class="data-counts">
        <div>
          <dt>Records</dt>
          <dd>
            <OpenRows of={shown} count={records} rows={{ check: 'records' }} label="Records" />
          </dd>
        </div>
        <div>
          <dt>Incomplete ({shareToTenth(records - complete, records)})</dt>
          <dd>
            <OpenRows
              of={shown}
              count={records - complete}
              rows={{ check: 'incomplete' }}
              label="Incomplete"
            />
          </dd>
        </div>
        {addresses !== null && (
          <div>
            <dt>Not placed to the street ({shareToTenth(addresses - (placed ?? 0), addresses)})</dt>
            <dd>
              <OpenRows
                of={shown}
                count={addresses - (placed ?? 0)}
                rows={{ check: 'not_placed' }}
                label="Not placed to the street"
              />
            </dd>
          </div>
        )}
        <div>
          <dt>Rows known already</dt>
          <dd>
            <OpenRows
              of={shown}
              count={duplicates}
              rows={{ check: 'duplicates' }}
              label="Rows known already"
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
