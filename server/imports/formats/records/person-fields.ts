import type { MappedRow } from '../cells/mapped-row.ts';
import { fullNameOf, wholeName } from '../cells/person.ts';
import type { RecordField } from './record-fields.ts';
import { field } from './record-fields.ts';

/** The fields of a person's name and birth date; headings that say whose begin with one of `words`. */
export function personFields(
  prefix: string,
  group: string,
  words: readonly string[],
): readonly RecordField[] {
  const of = (headings: readonly string[]) => [
    ...words.flatMap((word) => headings.map((heading) => `${word} ${heading}`)),
    ...headings,
  ];
  return [
    field(group, `${prefix}_name`, 'Name', 'name', [...of(['NAME', 'FULL NAME']), ...words]),
    field(group, `${prefix}_first_name`, 'First name', 'name', of(['FIRST NAME', 'FIRST'])),
    field(
      group,
      `${prefix}_middle_name`,
      'Middle name',
      'name',
      of(['MIDDLE NAME', 'MIDDLE', 'MIDDLE INITIAL', 'MI']),
    ),
    field(group, `${prefix}_last_name`, 'Last name', 'name', of(['LAST NAME', 'LAST', 'SURNAME'])),
    field(
      group,
      `${prefix}_birth_date`,
      'Date of birth',
      'date',
      of(['DOB', 'BIRTH DATE', 'DATE OF BIRTH', 'BIRTHDATE']),
    ),
  ];
}

/** A person's name as the row gives it, whole or in parts; null where it gives none. */
export function readPersonName(row: MappedRow, prefix: string): string | null {
  const whole = row.text(`${prefix}_name`);
  if (whole !== null) return wholeName(whole);
  const part = (name: string) => row.text(`${prefix}_${name}_name`) ?? '';
  return fullNameOf(part('last'), part('first'), part('middle'));
}
