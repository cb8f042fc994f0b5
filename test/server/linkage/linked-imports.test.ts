import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../../server/database/connection.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { runLinkage } from '../../../server/linkage/run-linkage.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const HEADER =
  'Trace Number,Recovery Date,Recovery State,Purchaser Name,Purchaser Date of Birth,Purchaser Address,Purchaser ZIP';
/** More than are compared within the process itself. */
const STRANGERS = 400;
const NAMES = 'Abara Belloch Chivers Drummond Eskildsen Farouk Grimaldi Holloway Iverson Juarez'.split(' ');

/** Strangers of one agency, and the persons given. */
function fileOf(agency: string, persons: readonly string[]): string {
  const isFirst = agency === 'APD';
  const spelt = (name: string) => (isFirst ? name : [...name].reverse().join(''));
  const strangers = Array.from({ length: STRANGERS }, (_, number) => {
    const [family = '', given = '', middle = ''] = [number, number / 10, number / 100].map((place) =>
      spelt(NAMES[Math.floor(place) % 10] ?? ''),
    );
    const month = String(1 + (number % 12)).padStart(2, '0');
    const born = isFirst
      ? `${month}/${13 + (number % 7)}/${1940 + (number % 23)}`
      : `${month}/${21 + (number % 7)}/${1970 + (number % 23)}`;
    return `${agency}-S${number},2024-03-01,MD,"${family}${middle}, ${given}",${born},${number * 31 + 7} ${middle} St,${(isFirst ? 20_000 : 30_000) + number}`;
  });
  const rows = persons.map((person, index) => `${agency}-${index},2024-03-02,MD,${person}`);
  return [HEADER, ...rows, ...strangers].join('\n');
}

const pairRow = z.object({ names: z.string(), state: z.string(), sameHash: z.boolean() });
const pairs = () =>
  selectRows(
    database.current.knex,
    pairRow,
    `SELECT least(a.full_name, b.full_name) || ' = ' || greatest(a.full_name, b.full_name) AS names, p.state, p.same_hash AS "sameHash"
     FROM purchaser_pair p JOIN purchaser a ON a.id = p.a_purchaser_id JOIN purchaser b ON b.id = p.b_purchaser_id
     WHERE p.a_agency_id <> p.b_agency_id ORDER BY 1`,
  );

let ofB = 0;
beforeAll(async () => {
  await addAgencies(database.current, 'APD', 'BPD');
  await database.current.knex.transaction((trx) =>
    trx.raw(`INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
        legal_basis, starts_on, written_by, accepted_by, accepted_at)
      SELECT g.id, r.id, 'records', 'records', 'nothing', 'nothing', 'nothing', 't', '2020-01-01', 't', 't', now()
      FROM agency g, agency r WHERE g.code = 'APD' AND r.code = 'BPD'`),
  );
  const a = [
    '"Vantongeren, Mirabel",04/09/1991,17 Quince Ct,21230',
    '"Wisniewski, Otto",05/20/1980,8 Plum Way,21231',
  ];
  const b = ['"Vantongeren, Mirabell",09/04/1991,17 Quince Ct,21230', '"Otto Wisniewski",05/20/1980,,'];
  await importInto(database.current, 'traces', 'APD', textFile('a.csv', fileOf('APD', a)));
  ofB =
    (await importInto(database.current, 'traces', 'BPD', textFile('b.csv', fileOf('BPD', b)))).batchId ?? 0;
}, 120_000);

describe('linkage of imported purchasers', () => {
  it('finds those of two files, whatever order their names are written in', async () => {
    await runLinkage(database.current);
    expect(await pairs()).toEqual([
      { names: 'OTTO WISNIEWSKI = WISNIEWSKI, OTTO', state: 'joined', sameHash: true },
      { names: 'VANTONGEREN, MIRABEL = VANTONGEREN, MIRABELL', state: 'joined', sameHash: false },
    ]);
  });

  it('forgets those of an import that is undone, decided or not', async () => {
    await database.current.knex.transaction((trx) =>
      trx.raw(
        `UPDATE purchaser_pair SET decision = 'confirmed', decided_by = 'p', decided_at = now() WHERE same_hash`,
      ),
    );
    expect(await undoImport(database.current, ofB)).toBe('undone');
    expect(await pairs()).toEqual([]);
    expect((await runLinkage(database.current)).compared).toBe(2);
    expect(await pairs()).toEqual([]);
  });
});
