/**
 * 100,000 addresses, the real command, and kill -9 in the middle, twice: what comes out is what a run that nobody
 * disturbed gives, to the byte.
 */
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadBaltimoreStreets } from '../../helpers/baltimore-streets.ts';
import { untilPrinted, useCommandLine } from '../../helpers/command-line.ts';

const ROWS = 100_000;

const commandLine = useCommandLine();
beforeAll(async () => {
  await ensureAreas(commandLine.current.database);
  await loadBaltimoreStreets(commandLine.current.database);
});

/** Addresses of every kind: placed on streets, misspelt, open to choice, not known, no addresses. */
const ADDRESSES: readonly ((row: number) => string)[] = [
  (row) => `${100 + (row % 99)} N Calvert St`,
  (row) => `${300 + (row % 99)} E NORTH AVE`,
  (row) => `${1800 + (row % 99)} Greenmuont Avenue`,
  () => 'Greenmount Ave & E North Ave',
  (row) => `${300 + (row % 99)} North Ave`,
  (row) => `${row} Nowhere Ln`,
  (row) => `PO Box ${row}`,
  (row) => `"${4000 + (row % 99)} Forest Park Ave, Apt ""${row}"""`,
  () => '',
];
/** Between these, house numbers are rounded: there a chunk that began elsewhere would be read otherwise. */
const ROUNDED = { from: 45_500, to: 55_500 };

function addressLine(row: number): string {
  const isRounded = row >= ROUNDED.from && row < ROUNDED.to;
  const address = isRounded && row % 3 > 0 ? '100 N Calvert St' : ADDRESSES[row % ADDRESSES.length]?.(row);
  return `${row},${address},Baltimore,MD\n`;
}

/** Starts the command, and kills it as soon as it says that so many rows are written. */
async function killedAfter(rows: number, args: readonly string[]): Promise<void> {
  const child = commandLine.current.start(args);
  await untilPrinted(child, (printed) => (rowsWritten(printed).at(-1) ?? 0) >= rows);
  child.kill('SIGKILL');
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
}

const rowsWritten = (printed: string): number[] =>
  [...printed.matchAll(/^Placing: (\d+) rows/gm)].map(([, rows]) => Number(rows));

it('a run of 100,000 addresses that is killed twice is finished with nothing lost and nothing twice', async () => {
  const { folder, run } = commandLine.current;
  const file = path.join(folder, 'many.csv');
  writeFileSync(
    file,
    `id,address,city,state\n${Array.from({ length: ROWS }, (_, row) => addressLine(row)).join('')}`,
  );
  const out = path.join(folder, 'killed.csv');
  const partial = `${out}.partial`;
  const checkpointRows = (): number => JSON.parse(readFileSync(`${partial}.json`, 'utf8')).rows;

  await killedAfter(35_000, ['geocode', file, '--out', out]);
  const first = checkpointRows();
  await killedAfter(65_000, ['geocode', file, '--out', out]);
  const second = checkpointRows();
  expect(first).toBeGreaterThanOrEqual(35_000);
  expect(second).toBeGreaterThan(first);
  expect(second).toBeLessThan(ROWS);
  expect(existsSync(out)).toBe(false);
  // Had it been killed within a chunk, there would be more than the checkpoint says.
  appendFileSync(partial, '65000,half a li');

  const finished = await run('geocode', file, '--out', out, '--json');
  expect(finished.code).toBe(0);
  expect(JSON.parse(finished.stdout)).toMatchObject({ rows: ROWS, resumed: second });
  expect([existsSync(partial), existsSync(`${partial}.json`)]).toEqual([false, false]);

  const whole = path.join(folder, 'whole.csv');
  const undisturbed = await run('geocode', file, '--out', whole, '--json');
  expect(JSON.parse(undisturbed.stdout)).toEqual({ ...JSON.parse(finished.stdout), resumed: 0 });
  expect(readFileSync(out).equals(readFileSync(whole))).toBe(true);
  const rows: { id: string }[] = parse(readFileSync(out), { columns: true });
  const ids = rows.map(({ id }) => Number(id));
  expect(ids).toEqual(Array.from({ length: ROWS }, (_, row) => row));
}, 180_000);
