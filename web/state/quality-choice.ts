import type { QualityKindId } from '../../domain/quality-responses.ts';
import { QUALITY_KINDS } from '../../domain/quality-responses.ts';

/** The rows behind one figure. */
export interface RowsChoice {
  readonly check: string;
  /** The field that is missing, or what places were placed to. */
  readonly field: string | null;
  /** `YYYY-MM`; null: of all months. */
  readonly month: string | null;
}

/** What of the quality of the data is looked at. */
export interface QualityChoice {
  /** Null: the first kind there is. */
  readonly kind: QualityKindId | null;
  /** The import whose file it is of; null: all. */
  readonly batch: number | null;
  /** The figure whose rows are open; null: none. */
  readonly rows: RowsChoice | null;
}

export const QUALITY_AT_FIRST: QualityChoice = { kind: null, batch: null, rows: null };

/** `traces,file12,missing.serial_number,2024-03`, in the page's address; nothing where it is not looked at. */
export function formatQualityChoice(choice: QualityChoice | null): string {
  if (choice === null) return '';
  const { kind, batch, rows } = choice;
  return [
    kind ?? 'all',
    ...(batch === null ? [] : [`file${batch}`]),
    ...(rows === null ? [] : [rows.field === null ? rows.check : `${rows.check}.${rows.field}`]),
    ...(rows?.month == null ? [] : [rows.month]),
  ].join(',');
}

/** Reads it back; what cannot be read is as it comes by itself. */
export function parseQualityChoice(text: string): QualityChoice | null {
  if (text === '') return null;
  const [first = '', ...words] = text.split(',');
  const find = (pattern: RegExp) => words.map((word) => pattern.exec(word)).find((match) => match !== null);
  const file = find(/^file(\d{1,9})$/);
  const rows = find(/^(?!file\d)([a-z][a-z_]*\d*)(?:\.([a-z_]+))?$/);
  const kind = QUALITY_KINDS.find((one) => one === first) ?? null;
  return {
    kind,
    batch: file?.[1] === undefined ? null : Number(file[1]),
    rows:
      kind === null || rows?.[1] === undefined
        ? null
        : {
            check: rows[1],
            field: rows[2] ?? null,
            month: find(/^\d{4}-\d{2}$/)?.[0] ?? null,
          },
  };
}
