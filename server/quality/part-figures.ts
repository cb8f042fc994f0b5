import { LATE_DAYS } from '../../domain/quality-responses.ts';
import type { QualityDelay, QualityField, QualityKind, QualityPart } from './quality-kind.ts';

/** What is counted of the rows of a part: a condition on its row `r`, by name. */
export type Figures = ReadonlyMap<string, string>;

export const FIGURE = {
  complete: 'complete',
  filled: ({ key }: QualityField) => `filled ${key}`,
  asked: ({ key }: QualityField) => `asked ${key}`,
  late: (days: number) => `late ${days}`,
  wrong: (key: string) => `wrong ${key}`,
  told: (key: string) => `told ${key}`,
} as const;

/** The days between the two of a delay; null where one is unknown or they are the other way round. */
export const delayDays = ({ from, to }: QualityDelay): string =>
  `CASE WHEN ${to.sql} >= ${from.sql} THEN ${to.sql} - ${from.sql} END`;

/** Whether a record is later than some days. */
export const isLate = (delay: QualityDelay, days: number): string =>
  `${delay.to.sql} - ${delay.from.sql} > ${days}`;

/** Whether a field is asked of a row. */
export const isAsked = ({ among }: QualityField): string => among?.sql ?? 'true';

/** Whether all of a record is known that a complete one has. */
export const isComplete = ({ records }: QualityKind): string =>
  records.complete.map(({ sql }) => sql).join(' AND ');

/** All figures of one part of a kind, so that one scan counts them. */
export function figuresOf(kind: QualityKind, part: QualityPart): Figures {
  const figures = new Map<string, string>();
  for (const field of part.fields) {
    if (field.among !== undefined) figures.set(FIGURE.asked(field), field.among.sql);
    figures.set(FIGURE.filled(field), `${isAsked(field)} AND ${field.filled}`);
  }
  for (const { key, holds, among } of part.checks ?? []) {
    figures.set(FIGURE.wrong(key), holds);
    figures.set(FIGURE.told(key), among);
  }
  if (part.delay !== undefined) {
    for (const days of LATE_DAYS) figures.set(FIGURE.late(days), isLate(part.delay, days));
  }
  if (part === kind.records) figures.set(FIGURE.complete, isComplete(kind));
  return figures;
}
