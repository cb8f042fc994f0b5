import type { ColumnMapping } from '../../../../domain/responses.ts';
import type { FieldKind } from '../cells/field-kinds.ts';
import { plausible } from '../cells/field-kinds.ts';
import { headingWords } from '../cells/heading-words.ts';
import type { FormatField, TableHead } from '../format.ts';

/** A field of a record, with what tells its column. */
export interface RecordField extends FormatField {
  readonly kind: FieldKind;
  /** Headings that mean the field, as words in the spelling of `headingWords`; the whole heading must match. */
  readonly headings: readonly string[];
}

/** A field of a group; not required unless {@link required} says so. */
export const field = (
  group: string,
  key: string,
  label: string,
  kind: FieldKind,
  headings: readonly string[],
): RecordField => ({ key, label, required: false, group, kind, headings });

/** The same field as one that every file must have. */
export const required = (one: RecordField): RecordField => ({ ...one, required: true });

/** Finds the column of each field by heading and contents; no column is taken twice, earlier fields choose first. */
export function guessByHeadings(
  fields: readonly RecordField[],
  { columns, samples }: TableHead,
): ColumnMapping {
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const spelled = columns.map(headingWords);
  for (const { key, kind, headings } of fields) {
    const index = headings
      .flatMap((heading) => indexesOf(spelled, heading))
      .find((at) => {
        const column = columns[at];
        return column !== undefined && !taken.has(column) && plausible(kind, valuesOf(samples, at));
      });
    const column = index === undefined ? undefined : columns[index];
    if (column === undefined) continue;
    mapping[key] = column;
    taken.add(column);
  }
  return mapping;
}

const indexesOf = (spelled: readonly string[], heading: string): number[] =>
  spelled.flatMap((words, at) => (words === heading ? [at] : []));

const valuesOf = (samples: TableHead['samples'], at: number): string[] =>
  samples.map((cells) => (cells[at] ?? '').trim()).filter((value) => value !== '');
