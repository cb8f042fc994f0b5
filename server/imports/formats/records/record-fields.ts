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
  /** Headings that do not say whose they are, such as CITY. */
  readonly bare?: {
    readonly headings: readonly string[];
    /** Whether they mean this field only after a column of its own group, else after any that does not claim them. */
    readonly onlyAfterOwn: boolean;
  };
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

/**
 * Finds the column of each field by heading and contents; no column is taken twice, earlier fields choose first. Headings that
 * do not say whose they are belong to the group of the column before them: the CITY after DEALER NAME is the dealer's.
 */
export function guessByHeadings(
  fields: readonly RecordField[],
  { columns, samples }: TableHead,
): ColumnMapping {
  const mapping: Record<string, string> = {};
  const taken = new Map<string, RecordField>();
  const spelled = columns.map(headingWords);
  const choose = (one: RecordField, headings: readonly string[], isMeant: (at: number) => boolean) => {
    const column = headings
      .flatMap((heading) => indexesOf(spelled, heading))
      .filter((at) => isMeant(at) && plausible(one.kind, valuesOf(samples, at)))
      .map((at) => columns[at])
      .find((name) => name !== undefined && !taken.has(name));
    if (column === undefined || mapping[one.key] !== undefined) return;
    mapping[one.key] = column;
    taken.set(column, one);
  };
  for (const one of fields) choose(one, one.headings, () => true);

  const groups = columns.map((_, at) => groupBefore(columns.slice(0, at), taken));
  const isFree = ({ key }: RecordField) => mapping[key] === undefined;
  const claims = fields.filter((one) => one.bare?.onlyAfterOwn === true && isFree(one));
  const isClaimed = (at: number) =>
    claims.some(({ group, bare }) => group === groups[at] && bare?.headings.includes(spelled[at] ?? ''));
  for (const one of fields) {
    const { headings = [], onlyAfterOwn = false } = one.bare ?? {};
    choose(one, headings, (at) => (onlyAfterOwn ? groups[at] === one.group : !isClaimed(at)));
  }
  return mapping;
}

/** The group of the last of some columns that is taken by its own heading. */
function groupBefore(
  columns: readonly string[],
  taken: ReadonlyMap<string, RecordField>,
): string | undefined {
  const last = columns.findLast((column) => taken.has(column));
  return last === undefined ? undefined : taken.get(last)?.group;
}

const indexesOf = (spelled: readonly string[], heading: string): number[] =>
  spelled.flatMap((words, at) => (words === heading ? [at] : []));

const valuesOf = (samples: TableHead['samples'], at: number): string[] =>
  samples.map((cells) => (cells[at] ?? '').trim()).filter((value) => value !== '');
