import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../helpers/access.ts';
import { useCommandLine } from '../../helpers/command-line.ts';
import { addAgencies, useTextFiles } from '../imports/import-bench.ts';
import { bringRecovered } from '../tracing/tracing-world.ts';

const commandLine = useCommandLine();
const textFile = useTextFiles();
const tracing = (...args: string[]) => commandLine.current.run('tracing', ...args);

beforeAll(async () => {
  const { database } = commandLine.current;
  await addAgencies(database, 'TOWN');
  await bringRecovered(database, textFile, 'TOWN');
});

describe('tracemap tracing', () => {
  it('tells the queue, the oldest first', async () => {
    const { code, stdout } = await tracing('queue', '--agency', 'TOWN');
    const [head, ...lines] = stdout.trim().split('\n');
    expect([code, head]).toEqual([
      0,
      '4 recovered without a trace and without a request at TOWN; 3 of them have a serial number.',
    ]);
    expect(lines.map((line) => line.trim().slice(0, 10))).toEqual([
      '2024-01-05',
      '2024-01-20',
      '2024-02-01',
      '2024-03-01',
    ]);
    expect(lines[1]).toContain('BBB222  missing: importer, ORI');
  });

  it('says what is wrong with what was typed, and makes nothing', async () => {
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [['queue'], 'tracing queue needs --agency CODE'],
      [['queue', '--agency', 'NOBODY'], 'There is no agency "NOBODY"'],
      [['batch', '--agency', 'TOWN'], 'needs --out FILE'],
      [['batch', '--agency', 'TOWN', '--out', 'x.csv', '--most', '0'], '--most must be a whole number'],
      [
        ['batch', '--agency', 'TOWN', '--out', 'x.csv', '--ori', 'MD'],
        '--ori must be nine letters and digits',
      ],
      [['batch', '--agency', 'TOWN', '--out', '/nowhere/x.csv'], '/nowhere/x.csv cannot be written'],
    ];
    for (const [args, message] of wrong) {
      const { code, stderr } = await tracing(...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
    expect(await auditOf(commandLine.current.database, 'tracing.%')).toEqual([]);
  });

  it('makes a batch of the oldest and writes its file, until nothing is left', async () => {
    const out = path.join(commandLine.current.folder, 'requests.csv');
    const batch = (...more: string[]) =>
      tracing('batch', '--agency', 'TOWN', '--out', out, '--json', ...more);
    const { code, stdout } = await batch('--most', '2', '--ori', 'NJ0123456');
    expect([code, JSON.parse(stdout)]).toEqual([0, { batch: 1, requests: 2, out }]);
    const written = readFileSync(out, 'utf8');
    expect(written).toContain('AAA111');
    expect(written).toContain('BBB222');
    expect(written).not.toContain('DDD444');
    expect(JSON.parse((await batch()).stdout)).toMatchObject({ requests: 1 });
    expect(JSON.parse((await batch()).stdout)).toEqual({ batch: null, requests: 0 });
    expect(await auditOf(commandLine.current.database, 'tracing.%')).toMatchObject([
      { action: 'tracing.batched', detail: { requests: 2, coordinator: null } },
      { action: 'tracing.downloaded', detail: { format: 'csv', requests: 2 } },
      { action: 'tracing.batched', detail: { requests: 1 } },
      { action: 'tracing.downloaded', detail: { requests: 1 } },
    ]);
  });
});
