import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeDemoRows } from '../../bench/demo-rows.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestDatabase } from '../helpers/test-database.ts';

const database = useTestDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-demo-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('writes the rows as they were imported, without anything worked out from them', async () => {
  const { agencies, dealers, recoveries } = await insertRecords(database.current, {
    agencies: ['BPD'],
    dealers: [{ name: 'Cedar Arms', state: 'VA' }],
    recoveries: [
      { agency: 'BPD', on: '2024-03-05', type: 'pistol', to: { state: 'MD' }, dealer: 'Cedar Arms' },
      { agency: 'BPD', type: 'rifle' },
    ],
  });
  await writeDemoRows(database.current, folder);
  const lines = (name: string) => readFileSync(path.join(folder, `${name}.csv`), 'utf8').split('\n');
  const [first, second] = recoveries;
  expect(lines('recovery')).toEqual([
    'recovery,agency,recovered_on,recovery_state,firearm_type',
    `${first},${agencies.BPD},2024-03-05,MD,pistol`,
    `${second},${agencies.BPD},,,rifle`,
    '',
  ]);
  expect(lines('dealer')).toEqual(['dealer,dealer_state', `${dealers['Cedar Arms']},VA`, '']);
  expect(lines('trace')[0]).toBe('recovery,dealer,purchased_on');
  expect(lines('sales')).toEqual(['row,dealer,period_from,period_to,guns', '']);
});
