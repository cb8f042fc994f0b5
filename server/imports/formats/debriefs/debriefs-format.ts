import type { ObtainedFrom, ObtainedHow } from '../../../../domain/vocabulary.ts';
import { addressKey } from '../../../geocoding/address-key.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { spelledName } from '../cells/spelled-name.ts';
import type { ParsedGun } from '../records/gun-fields.ts';
import { GUN_COLUMNS, GUN_WORKED_OUT, readGun } from '../records/gun-fields.ts';
import { readPlace } from '../records/place-fields.ts';
import { recordFormat } from '../records/record-format.ts';
import type { ParsedRecord } from '../records/record-kind.ts';
import { DEBRIEF_FIELDS } from './debrief-fields.ts';
import { OBTAINED_FROM_WORDS, OBTAINED_HOW_WORDS } from './debrief-words.ts';

interface ParsedDebrief extends ParsedRecord {
  readonly debriefNumber: string | null;
  readonly debriefedOn: string | null;
  readonly obtainedOn: string | null;
  readonly obtainedHow: ObtainedHow;
  readonly reportedHow: string | null;
  readonly obtainedFrom: ObtainedFrom;
  readonly reportedFrom: string | null;
  readonly priceDollars: string | null;
  readonly statement: string | null;
  readonly gun: ParsedGun;
}

const MOST_DOLLARS = 1_000_000;
const SAYS_NOTHING =
  'The row says nothing of how, from whom, where or when a gun was obtained, and has no statement.';

/** What people told police about how they obtained guns, one gun a row. */
export const debriefsFormat = recordFormat<ParsedDebrief>({
  id: 'debriefs',
  table: 'debrief',
  fields: DEBRIEF_FIELDS,
  columns: [
    { name: 'debrief_number', type: 'text', read: ({ debriefNumber }) => debriefNumber },
    { name: 'debriefed_on', type: 'date', read: ({ debriefedOn }) => debriefedOn },
    { name: 'obtained_on', type: 'date', read: ({ obtainedOn }) => obtainedOn },
    { name: 'obtained_how', type: 'text', read: ({ obtainedHow }) => obtainedHow },
    { name: 'reported_how', type: 'text', read: ({ reportedHow }) => reportedHow },
    { name: 'obtained_from', type: 'text', read: ({ obtainedFrom }) => obtainedFrom },
    { name: 'reported_from', type: 'text', read: ({ reportedFrom }) => reportedFrom },
    { name: 'price_dollars', type: 'numeric', read: ({ priceDollars }) => priceDollars },
    { name: 'statement', type: 'text', read: ({ statement }) => statement },
    ...GUN_COLUMNS,
  ],
  workedOut: GUN_WORKED_OUT,
  isPlaced: true,
  namesDealers: false,
  parse(row) {
    const debrief = readDebrief(row);
    return debrief === null ? null : [debrief];
  },
});

function readDebrief(row: MappedRow): ParsedDebrief | null {
  const said = {
    debriefedOn: row.pastDate('debriefed_on'),
    obtainedOn: row.pastDate('obtained_on'),
    reportedHow: row.text('obtained_how'),
    reportedFrom: row.text('obtained_from'),
    priceDollars: row.dollars('price_dollars', MOST_DOLLARS),
    statement: row.text('statement'),
    place: readPlace(row, 'place'),
  };
  const { reportedHow, reportedFrom, obtainedOn, statement } = said;
  if ([reportedHow, reportedFrom, obtainedOn, statement, said.place].every((one) => one === null)) {
    row.note('error', null, SAYS_NOTHING);
    return null;
  }
  const gun = readGun(row);
  const debriefNumber = spelledName(row.text('debrief_number') ?? '');
  return {
    ...said,
    debriefNumber,
    recordKey: recordKey(debriefNumber, gun, said),
    obtainedHow: row.meaning('obtained_how', OBTAINED_HOW_WORDS, { unsaid: 'unknown', other: 'other' }),
    obtainedFrom: row.meaning('obtained_from', OBTAINED_FROM_WORDS, { unsaid: 'unknown', other: 'other' }),
    gun,
  };
}

/** A debrief may tell of several guns: they are told apart by their serial numbers, else by all that is said of them. */
function recordKey(
  debriefNumber: string | null,
  gun: ParsedGun,
  said: Pick<ParsedDebrief, 'debriefedOn' | 'obtainedOn' | 'reportedHow' | 'place'>,
): string | null {
  const which =
    gun.serialNumber ??
    [gun.manufacturer, gun.model, gun.caliber, gun.firearmType, said.reportedHow].join('/');
  if (debriefNumber !== null) return `${debriefNumber}|${which}`;
  if (gun.serialNumber === null || said.debriefedOn === null) return null;
  const where = said.place == null ? '' : addressKey(said.place);
  return `|${said.debriefedOn}|${which}|${said.obtainedOn ?? ''}|${where}`;
}
