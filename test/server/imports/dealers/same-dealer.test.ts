import { beforeAll, expect, it } from 'vitest';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const traces = (...rows: readonly string[]) =>
  [
    'Trace Number,Recovery Date,FFL Number,Dealer Name,Dealer Street,Dealer City,Dealer State,Dealer Zip',
    ...rows,
    '',
  ].join('\n');

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD');
  const take = (agency: string, name: string, content: string) =>
    importInto(database.current, 'traces', agency, textFile(name, content));
  await take(
    'BPD',
    'old.csv',
    traces('T1,2020-01-02,1-54-760-01-6F-21093,RIVER ARMS,1 Main St,Richmond,VA,23220'),
  );
  // Renewed, and moved to the next county; then told by the short number, and by another type of licence.
  await take(
    'BPD',
    'new.csv',
    traces('T2,2024-01-02,1-54-041-01-9G-21093,RIVER ARMS,9 Mill Rd,Chester,VA,23831'),
  );
  await take(
    'NPD',
    'short.csv',
    traces(
      'T3,2024-02-02,1-54-21093,RIVER ARMS INC,,,VA,',
      'T4,2024-02-03,1-54-041-07-9G-21093,RIVER ARMS,9 Mill Rd,Chester,VA,23831',
    ),
  );
  // Another licence under the same name.
  await take(
    'NPD',
    'other.csv',
    traces('T5,2024-03-02,1-54-041-01-9G-33333,RIVER ARMS,9 Mill Rd,Chester,VA,23831'),
  );
});

it('is one dealer over renewals of its licence and moves within its district', async () => {
  const dealers = await rowsOf(
    database.current,
    `SELECT d.dealer_key, d.city, count(r.id)::int AS guns FROM dealer d JOIN recovery r ON r.dealer_id = d.id
     GROUP BY d.id ORDER BY d.dealer_key`,
  );
  expect(dealers).toEqual([
    { dealer_key: '1-54-21093', city: 'Chester', guns: 4 },
    { dealer_key: '1-54-33333', city: 'Chester', guns: 1 },
  ]);
});
