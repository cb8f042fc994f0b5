import { beforeAll, describe, expect, it } from 'vitest';
import { useCommandLine } from '../../helpers/command-line.ts';
import { makeLinkageWorld } from '../../helpers/linkage-world.ts';

const commandLine = useCommandLine();

beforeAll(async () => {
  await makeLinkageWorld(commandLine.current.database);
});

describe('tracemap linkage run', () => {
  it('compares what is due, and says when nothing is', async () => {
    const first = await commandLine.current.run('linkage', 'run', '--json');
    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, { compared: 8, pairs: 3 }]);
    const again = await commandLine.current.run('linkage', 'run');
    expect([again.code, again.stdout.trim()]).toEqual([
      0,
      'Nothing has changed since purchasers were compared last.',
    ]);
  });
});
