import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { QualityOfKind, QualityTally } from '../../domain/quality-responses.ts';
import { LATE_DAYS } from '../../domain/quality-responses.ts';
import { isDrawablePrecision, PRECISIONS } from '../../domain/vocabulary.ts';
import { countOfDays, medianOfDays } from './day-tally.ts';
import type { PartCounts } from './part-counts.ts';
import { FIGURE } from './part-figures.ts';
import type { QualityPart } from './quality-kind.ts';

/** A part of a kind and what was counted of it. */
export interface CountedPart {
  readonly part: QualityPart;
  readonly counts: PartCounts;
}

/** The parts of a kind, the records first. */
export type CountedParts = readonly [records: CountedPart, ...others: CountedPart[]];

/** The same of the rows of some files or months alone. */
export function only(parts: CountedParts, isMeant: Parameters<PartCounts['where']>[0]): CountedParts {
  const [records, ...others] = parts;
  const those = ({ part, counts }: CountedPart) => ({ part, counts: counts.where(isMeant) });
  return [those(records), ...others.map(those)];
}

const DRAWABLE = PRECISIONS.filter(isDrawablePrecision);

/** What is told of any set of records: of all, of a file, of a month. */
export function tallyOf(parts: CountedParts): QualityTally {
  const [{ part, counts }] = parts;
  const timed = timedPart(parts);
  const days = timed?.counts.delays ?? [];
  return {
    records: counts.records,
    complete: counts.of(FIGURE.complete) ?? 0,
    addresses: part.isPlaced === true ? counts.addresses : null,
    placed: part.isPlaced === true ? DRAWABLE.reduce((sum, one) => sum + counts.placedTo(one), 0) : null,
    medianDays: medianOfDays(days),
    timed: timed === undefined ? null : countOfDays(days),
  };
}

const timedPart = (parts: CountedParts) => parts.find(({ part }) => part.delay !== undefined);

/** How well the fields of a part are filled, and what its places were placed to, in words of `speech`. */
export function fieldsOf({ part, counts }: CountedPart, speech: Speech): QualityOfKind['parts'][number] {
  const { id, one, many, fields, isPlaced = false } = part;
  return {
    id,
    one: inWordsOf(speech, one),
    many: inWordsOf(speech, many),
    records: counts.records,
    byPrecision: isPlaced
      ? PRECISIONS.map((precision) => ({ precision, count: counts.placedTo(precision) }))
      : null,
    fields: fields.map((field) => ({
      key: field.key,
      label: inWordsOf(speech, field.label),
      filled: counts.of(FIGURE.filled(field)) ?? 0,
      of: counts.of(FIGURE.asked(field)) ?? counts.records,
      among: field.among === undefined ? null : inWordsOf(speech, field.among.words),
    })),
  };
}

/** How late records were reported; null where the kind has no two days to tell it by. */
export function lateOf(parts: CountedParts, speech: Speech): QualityOfKind['late'] {
  const timed = timedPart(parts);
  const delay = timed?.part.delay;
  if (timed === undefined || delay === undefined) return null;
  const { counts } = timed;
  return {
    from: inWordsOf(speech, delay.from.label),
    to: inWordsOf(speech, delay.to.label),
    known: countOfDays(counts.delays),
    medianDays: medianOfDays(counts.delays),
    over: LATE_DAYS.map((days) => ({ days, count: counts.of(FIGURE.late(days)) ?? 0 })),
  };
}

/** The contradictions of a part, with how many records can have each. */
export const checksOf = ({ part, counts }: CountedPart, speech: Speech): QualityOfKind['checks'] =>
  (part.checks ?? []).map(({ key, says }) => ({
    key,
    says: inWordsOf(speech, says),
    count: counts.of(FIGURE.wrong(key)) ?? 0,
    of: counts.of(FIGURE.told(key)) ?? 0,
  }));

/** How many contradictions there are of a part. */
export const contradictionsOf = ({ part, counts }: CountedPart): number =>
  (part.checks ?? []).reduce((sum, { key }) => sum + (counts.of(FIGURE.wrong(key)) ?? 0), 0);

/** The months of which there are records, the oldest first. */
export function monthsOf([{ counts }]: CountedParts): readonly string[] {
  const months = counts.rows.flatMap(({ month }) => (month === null ? [] : [month]));
  return [...new Set(months)].sort();
}
