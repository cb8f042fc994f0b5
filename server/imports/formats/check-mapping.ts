import { told } from '../../../domain/languages/told.ts';
import type { ColumnMapping } from '../../../domain/responses.ts';
import { ImportRefusal } from '../import-refusal.ts';
import type { Format, TableHead } from './format.ts';

/** Refuses a mapping that names a field or column there is not, uses none, or lacks a required field. */
export function checkMapping(
  { id, fields }: Pick<Format, 'id' | 'fields'>,
  mapping: ColumnMapping,
  { columns }: TableHead,
): void {
  for (const [key, column] of Object.entries(mapping)) {
    if (!fields.some((field) => field.key === key)) {
      throw new ImportRefusal(
        told('The mapping names a field "{key}", which {id} does not have.', { key, id }),
      );
    }
    if (column !== null && !columns.includes(column)) {
      throw new ImportRefusal(
        told(
          'The mapping takes {key} from a column "{column}", which the file does not have. Its columns are {columns}.',
          { key, column, columns: columns.join(', ') },
        ),
      );
    }
  }
  if (Object.values(mapping).every((column) => column === null)) {
    throw new ImportRefusal('No column is mapped to any field, so there is nothing to import.');
  }
  for (const { key, label, required } of fields) {
    if (required && (mapping[key] ?? null) === null) {
      throw new ImportRefusal(told('No column is mapped to "{label}", which {id} needs.', { label, id }));
    }
  }
}
