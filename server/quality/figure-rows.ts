import type { Told } from '../../domain/languages/told.ts';
import { told, toldInTurn } from '../../domain/languages/told.ts';
import { LATE_DAYS } from '../../domain/quality-responses.ts';
import { TIER_WORDS } from '../../domain/tier-words.ts';
import type { Precision } from '../../domain/vocabulary.ts';
import { isDrawablePrecision, PRECISIONS } from '../../domain/vocabulary.ts';
import { HAS_ADDRESS } from './kinds/shared-fields.ts';
import { delayDays, isAsked, isComplete, isLate } from './part-figures.ts';
import type { QualityKind, QualityPart, ShownValue } from './quality-kind.ts';
import { partsOf, placedField } from './quality-kind.ts';

/** Rows behind a figure, as SQL, and what is told with them. */
export interface FigureRows {
  /** The FROM clause of `r` and its `file`. */
  readonly from: string;
  /** The record of the row; null where it became none. */
  readonly id: string;
  /** Tells those of one row of a file apart. */
  readonly part: string;
  readonly holds: string;
  readonly day: string | null;
  readonly shows: readonly ShownValue[];
  readonly says: Told;
  readonly mend: Told | null;
}

/** What stands in domain/ by itself. */
const tierTold = (precision: Precision): Told => ({ english: TIER_WORDS[precision], values: {} });

const ADDRESS: ShownValue = {
  label: told('Address'),
  sql: `concat_ws(', ', r.street, r.city, r.county, r.state, r.zip)`,
};
const PLACED_TO: ShownValue = {
  label: told('Placed to'),
  sql: 'r.precision',
  meaning: (value) => tierTold(PRECISIONS.find((one) => one === value) ?? 'none'),
};
const COARSE = PRECISIONS.filter((precision) => !isDrawablePrecision(precision));

/** The rows behind a check of a kind; null where it has no such. */
export function figureRows(kind: QualityKind, check: string, field: string | null): FigureRows | null {
  const { records } = kind;
  switch (check) {
    case 'records':
      return rowsOf(records, {
        holds: 'true',
        shows: [],
        says: told('All {records}', { records: records.many }),
        mend: null,
      });
    case 'missing':
      return missing(kind, field);
    case 'incomplete':
      return rowsOf(records, {
        holds: `NOT (${isComplete(kind)})`,
        shows: [missingOf(records.complete)],
        says: told('Incomplete'),
        mend: told('Fill in what is missing, undo the import of the file and bring it in again.'),
      });
    case 'placed_to':
      return placedTo(kind, field);
    case 'not_placed':
      return rowsOf(records, {
        holds: `r.precision IN (${COARSE.map((one) => `'${one}'`).join(', ')}) AND ${HAS_ADDRESS}`,
        shows: [ADDRESS, PLACED_TO],
        says: told('Not placed to the street'),
        mend: MEND_PLACE,
      });
    case 'duplicates':
      return withheldRows(kind);
    default:
      return lateRows(kind, check) ?? contradictions(kind, check);
  }
}

const MEND_PLACE = told(
  'Check the spelling of the street and whether city or ZIP are there; addresses that could be several wait in the view Review.',
);

const rowsOf = (
  { from, day }: QualityPart,
  rest: Omit<FigureRows, 'from' | 'id' | 'part' | 'day'>,
): FigureRows => ({
  from: `${from} JOIN import_batch file ON file.id = r.import_batch_id`,
  id: 'r.id',
  part: 'r.id',
  day: day ?? null,
  ...rest,
});

const withheldRows = ({ withheld: { from, part, keptBatch, keptRow } }: QualityKind): FigureRows => ({
  from,
  id: 'NULL::int',
  part,
  day: null,
  holds: 'true',
  shows: [
    {
      label: told('Same as in file'),
      sql: `(SELECT b.file_name FROM import_batch b WHERE b.id = ${keptBatch})`,
    },
    { label: told('Its row'), sql: keptRow },
  ],
  says: told('Withheld, since the record was there already'),
  mend: told(
    'Nothing is to be mended where both are the same record; where they are not, one has the wrong number, serial number or day.',
  ),
});

function missing(kind: QualityKind, key: string | null): FigureRows | null {
  for (const part of partsOf(kind)) {
    const field = part.fields.find((one) => one.key === key);
    if (field === undefined) continue;
    return rowsOf(part, {
      holds: `${isAsked(field)} AND NOT (${field.filled})`,
      shows: [],
      says: told('Missing: {field}', { field: field.label }),
      mend: told(
        'Fill it in, undo the import of the file and bring it in again. Where no row has it, its column may not have been matched.',
      ),
    });
  }
  return null;
}

function placedTo(kind: QualityKind, field: string | null): FigureRows | null {
  for (const part of partsOf(kind)) {
    const precision = PRECISIONS.find((one) => field === placedField(kind, part, one));
    if (part.isPlaced !== true || precision === undefined) continue;
    const tier = tierTold(precision);
    return rowsOf(part, {
      holds: `r.precision = '${precision}' AND ${HAS_ADDRESS}`,
      shows: [ADDRESS],
      says:
        part === kind.records
          ? told('Placed to: {tier}', { tier })
          : told('Home of the {person}, placed to: {tier}', { person: part.one, tier }),
      mend: isDrawablePrecision(precision) ? null : MEND_PLACE,
    });
  }
  return null;
}

/** What is not known of a record, by its places in the list. */
const missingOf = (wanted: readonly ShownValue[]): ShownValue => ({
  label: told('Missing'),
  sql: `concat_ws(' ', ${wanted.map(({ sql }, place) => `CASE WHEN NOT (${sql}) THEN ${place} END`).join(', ')})`,
  meaning: (places) => toldInTurn(places.split(' ').flatMap((place) => wanted[Number(place)]?.label ?? [])),
});

function lateRows(kind: QualityKind, check: string): FigureRows | null {
  const days = LATE_DAYS.find((one) => check === `late_${one}`);
  const part = partsOf(kind).find(({ delay }) => delay !== undefined);
  if (days === undefined || part?.delay === undefined) return null;
  const { from, to } = part.delay;
  return rowsOf(part, {
    holds: isLate(part.delay, days),
    shows: [
      { label: told('Day of the {event}', { event: from.label }), sql: from.sql },
      { label: told('Day of the {event}', { event: to.label }), sql: to.sql },
      { label: told('Days between'), sql: delayDays(part.delay) },
    ],
    says: told('More than {days} days from the {from} to the {to}', {
      days,
      from: from.label,
      to: to.label,
    }),
    mend: told(
      'Check the two days. Where they are right the report was late, and there is nothing to mend in the file.',
    ),
  });
}

function contradictions(kind: QualityKind, key: string): FigureRows | null {
  for (const part of partsOf(kind)) {
    const check = part.checks?.find((one) => one.key === key);
    if (check !== undefined) {
      const { holds, shows, says, mend } = check;
      return rowsOf(part, { holds, shows, says, mend });
    }
  }
  return null;
}
