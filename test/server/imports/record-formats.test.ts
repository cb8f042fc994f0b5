/** What holds for every format of records that come in one or more a row: nothing twice, nothing half, nothing left behind. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { ImportRefusal } from '../../../server/imports/import-refusal.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, fixture, importInto, plainPlacer, rowsOf, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

interface RecordFormat {
  readonly format: ImportFormat;
  readonly table: string;
  readonly files: readonly {
    readonly name: string;
    readonly accepted: number;
    readonly duplicate: number;
    readonly rejected: number;
    readonly records: number;
  }[];
}

/** Files of each format, with what becomes of their rows: taken in, known already, rejected; and the records of them. */
const FORMATS: readonly RecordFormat[] = [
  {
    format: 'ballistics',
    table: 'link_event',
    files: [
      { name: 'ballistics-pairs.csv', accepted: 3, duplicate: 1, rejected: 2, records: 6 },
      { name: 'ballistics-groups.csv', accepted: 4, duplicate: 0, rejected: 1, records: 4 },
      { name: 'ballistics-narrative.csv', accepted: 3, duplicate: 0, rejected: 1, records: 6 },
      { name: 'ballistics-notifications.csv', accepted: 2, duplicate: 0, rejected: 1, records: 5 },
    ],
  },
  {
    format: 'debriefs',
    table: 'debrief',
    files: [
      { name: 'debriefs-structured.csv', accepted: 6, duplicate: 1, rejected: 1, records: 6 },
      { name: 'debriefs-free-text.csv', accepted: 3, duplicate: 0, rejected: 1, records: 3 },
      { name: 'debriefs-no-numbers.csv', accepted: 4, duplicate: 0, rejected: 0, records: 4 },
    ],
  },
  {
    format: 'dealer-sales',
    table: 'dealer_sales',
    files: [
      { name: 'dealer-sales-registry.csv', accepted: 4, duplicate: 1, rejected: 3, records: 4 },
      { name: 'dealer-sales-california-2010-2022.csv', accepted: 4, duplicate: 0, rejected: 0, records: 4 },
      { name: 'dealer-sales-months.csv', accepted: 2, duplicate: 0, rejected: 2, records: 2 },
      { name: 'dealer-sales-year-month.csv', accepted: 3, duplicate: 0, rejected: 2, records: 3 },
    ],
  },
  {
    format: 'multiple-sales',
    table: 'multiple_sale',
    files: [
      { name: 'multiple-sales-guns.csv', accepted: 3, duplicate: 1, rejected: 1, records: 3 },
      { name: 'multiple-sales-reports.csv', accepted: 2, duplicate: 0, rejected: 2, records: 2 },
      { name: 'multiple-sales-bare.csv', accepted: 2, duplicate: 0, rejected: 1, records: 2 },
    ],
  },
  {
    format: 'thefts',
    table: 'theft_report',
    files: [
      { name: 'thefts-dealers.csv', accepted: 4, duplicate: 1, rejected: 1, records: 4 },
      { name: 'thefts-police.csv', accepted: 3, duplicate: 0, rejected: 1, records: 3 },
      { name: 'thefts-carriers.csv', accepted: 2, duplicate: 0, rejected: 1, records: 2 },
    ],
  },
  {
    format: 'inspections',
    table: 'inspection',
    files: [
      { name: 'inspections-atf.csv', accepted: 3, duplicate: 1, rejected: 1, records: 3 },
      { name: 'inspections-short.csv', accepted: 2, duplicate: 0, rejected: 1, records: 2 },
      { name: 'inspections-names.csv', accepted: 3, duplicate: 0, rejected: 0, records: 3 },
    ],
  },
];

const agencyOf = (format: string, file: number | string) => `${format}-${file}`.toUpperCase();
const FUZZED = 'fuzz';
const AGAIN = 'again';

beforeAll(() =>
  addAgencies(
    database.current,
    ...FORMATS.flatMap(({ format, files }) => [
      ...files.map((_, index) => agencyOf(format, index)),
      agencyOf(format, FUZZED),
      agencyOf(format, AGAIN),
    ]),
  ),
);

const recordsOf = async (table: string, agency: string): Promise<Record<string, unknown>[]> =>
  rowsOf(
    database.current,
    `SELECT * FROM ${table} WHERE agency_id = (SELECT id FROM agency WHERE code = '${agency}') ORDER BY source_row, record_key`,
  );
const leftOvers = () =>
  rowsOf(
    database.current,
    `SELECT relname FROM pg_class WHERE relname LIKE 'staged\\_%' AND relkind = 'r' ORDER BY relname`,
  );

describe.each(FORMATS)('$format', ({ format, table, files }) => {
  it.each(files.map((file, index) => ({ ...file, agency: agencyOf(format, index) })))(
    '$name: every row becomes a record, is known already or is rejected with its reason',
    async ({ name, agency, accepted, duplicate, rejected, records }) => {
      const result = await importInto(database.current, format, agency, fixture(name));
      const { batchId } = result;
      expect(result).toMatchObject({
        status: 'done',
        rowsRead: accepted + duplicate + rejected,
        rowsAccepted: accepted,
        rowsDuplicate: duplicate,
        rowsRejected: rejected,
      });
      expect(await recordsOf(table, agency)).toHaveLength(records);
      const errors = await rowsOf(
        database.current,
        `SELECT DISTINCT source_row FROM import_note WHERE import_batch_id = ${batchId} AND severity = 'error'`,
      );
      expect(errors).toHaveLength(rejected);
      expect(await leftOvers()).toEqual([]);
    },
  );

  it.each(files)(
    '$name: the same rows in another file are known already, and come back by undoing',
    async ({ name, records }) => {
      const agency = agencyOf(format, AGAIN);
      const first = await importInto(database.current, format, agency, fixture(name));
      const before = await recordsOf(table, agency);
      const again = await importInto(database.current, format, agency, fixture(name));
      expect(again).toMatchObject({ status: 'already_imported', batchId: first.batchId });
      const later = textFile(
        `later-${name}`,
        `${readFileSync(fixture(name), 'utf8').trimEnd()}\n`.replace('\n', ' \n'),
      );
      const second = await importInto(database.current, format, agency, later);
      expect(second).toMatchObject({ status: 'done', rowsAccepted: 0, rowsRejected: first.rowsRejected });
      expect(await recordsOf(table, agency)).toEqual(before);

      await undoImport(database.current, first.batchId ?? 0);
      const regained = await recordsOf(table, agency);
      expect(regained).toHaveLength(records);
      expect(new Set(regained.map((row) => row.import_batch_id))).toEqual(new Set([second.batchId]));
      await undoImport(database.current, second.batchId ?? 0);
      expect(await recordsOf(table, agency)).toEqual([]);
      expect(
        await rowsOf(
          database.current,
          `SELECT 1 AS one FROM duplicate_${table} WHERE import_batch_id IN (${first.batchId}, ${second.batchId})`,
        ),
      ).toEqual([]);
    },
  );

  it('takes any mutated file whole or not at all, and never fails but in words', async () => {
    const agency = agencyOf(format, FUZZED);
    const texts = files.map(({ name }) => readFileSync(fixture(name), 'utf8'));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        async (text, mutations) => {
          number += 1;
          const file = textFile(
            `mutated-${number}.csv`,
            mutations.reduce((made, one) => one(made), text),
          );
          let batchId: number | null = null;
          try {
            const result = await importFile(
              { database: database.current, placer: plainPlacer },
              { format, agency, filePath: file },
            );
            batchId = result.batchId;
            expect(result.rowsAccepted + result.rowsDuplicate + result.rowsRejected).toBe(result.rowsRead);
          } catch (error) {
            expect(error).toBeInstanceOf(ImportRefusal);
            expect(await recordsOf(table, agency)).toEqual([]);
          }
          expect(await leftOvers()).toEqual([]);
          if (batchId !== null) await undoImport(database.current, batchId);
          expect(await recordsOf(table, agency)).toEqual([]);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });
});

type Mutation = (text: string) => string;

/** Cells that files should not have and do. */
const ODD = [
  '',
  ' ',
  'NULL',
  '\u0000',
  '=1+1',
  '99999999999999999999',
  '-1',
  '02/30/2024',
  'x'.repeat(5000),
  '1e309',
  '\uD83D',
  '"',
  '٣',
  'DROP TABLE',
  '((((((((',
  '2024-01-01T00:00:00Z',
];

const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const place = (of: number, length: number) => Math.floor(of * length);

/** What goes wrong with files on their way: characters lost, lines cut, cells exchanged, headings renamed. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  at.map(
    (where): Mutation =>
      (text) =>
        text.slice(0, place(where, text.length)),
  ),
  fc.tuple(at, fc.constantFrom('"', ',', ';', '\n', '\r', '\t', '\u0000', 'é', '0')).map(
    ([where, extra]): Mutation =>
      (text) =>
        `${text.slice(0, place(where, text.length))}${extra}${text.slice(place(where, text.length))}`,
  ),
  fc.tuple(at, at, fc.constantFrom(...ODD)).map(
    ([line, cell, odd]): Mutation =>
      (text) =>
        withCells(text, line, (cells) =>
          cells.map((one, index) => (index === place(cell, cells.length) ? odd : one)),
        ),
  ),
  fc.tuple(at, at, at).map(
    ([line, one, other]): Mutation =>
      (text) =>
        withCells(text, line, (cells) => {
          const [a, b] = [place(one, cells.length), place(other, cells.length)];
          return cells.map((cell, index) =>
            index === a ? (cells[b] ?? '') : index === b ? (cells[a] ?? '') : cell,
          );
        }),
  ),
  at.map(
    (line): Mutation =>
      (text) => {
        const lines = text.split('\n');
        const copied = lines[place(line, lines.length)] ?? '';
        return [...lines, copied].join('\n');
      },
  ),
);

function withCells(
  text: string,
  line: number,
  change: (cells: readonly string[]) => readonly string[],
): string {
  const lines = text.split('\n');
  const chosen = place(line, lines.length);
  return lines.map((one, index) => (index === chosen ? change(one.split(',')).join(',') : one)).join('\n');
}
