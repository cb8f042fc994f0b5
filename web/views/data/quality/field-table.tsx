import { Fragment } from 'preact';
import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { formatCount } from '../../../words/format.ts';
import { fewWords, tenthOf } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';
import type { ShownQuality } from './quality-page.tsx';

type Part = QualityOfKind['parts'][number];

/** How often each field is known, and the rows in which it is missing. */
export function FieldTable({ of: { kind, parts }, batch }: KindQualityProps) {
  // What a file never had, such as possessors, would be a table of none of 0.
  const shown = parts.filter(({ records }, index) => index === 0 || records > 0);
  return (
    <section class="quality-section" aria-labelledby="quality-fields">
      <h3 id="quality-fields">{say('How often each field is known')}</h3>
      <table class="quality-table">
        <thead>
          <tr>
            <th scope="col">{say('Field')}</th>
            <th scope="col" class="number">
              {say('Known')}
            </th>
            <th scope="col" class="quality-bar-cell">
              <span class="visually-hidden">{say('As a bar')}</span>
            </th>
            <th scope="col" class="number">
              {say('Missing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((part, index) => (
            <Fragment key={part.id}>
              {shown.length > 1 && (index === 0 || titleOf(part) !== titleOf(shown[index - 1])) && (
                <tr class="quality-part">
                  <th scope="rowgroup" colSpan={4}>
                    {titleOf(part)}
                  </th>
                </tr>
              )}
              {part.fields.map((field) => (
                <FieldRow key={field.key} field={field} shown={{ kind, batch }} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const titleOf = (part: Part | undefined): string =>
  part === undefined
    ? ''
    : say('Of {records} {words}', {
        records: formatCount(part.records),
        words: part.records === 1 ? part.one : part.many,
      });

function FieldRow({
  field: { key, label, filled, of, among },
  shown,
}: {
  readonly field: Part['fields'][number];
  readonly shown: ShownQuality;
}) {
  const few = fewWords(of);
  return (
    <tr>
      <th scope="row">
        {label} {among !== null && <small>{say('of those {among}', { among })}</small>}
      </th>
      <td class="number">
        {tenthOf(filled, of)} {few !== '' && <small>{few}</small>}
      </td>
      <td class="quality-bar-cell" aria-hidden="true">
        <span class="quality-bar">
          <span style={{ width: `${of === 0 ? 0 : (100 * filled) / of}%` }} />
        </span>
      </td>
      <td class="number">
        <OpenRows
          of={shown}
          count={of - filled}
          rows={{ check: 'missing', field: key }}
          label={say('{label} missing', { label })}
        />
      </td>
    </tr>
  );
}
