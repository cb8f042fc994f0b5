import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import { auditOf, browser, testAccess } from '../../helpers/access.ts';
import { useCommandLine } from '../../helpers/command-line.ts';

const commandLine = useCommandLine();
const run = (...args: string[]) => commandLine.current.run('user', ...args);

async function runWithInput(input: string, ...args: string[]) {
  const child = commandLine.current.start(['user', ...args]);
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  return code;
}

beforeAll(() =>
  commandLine.current.database.knex.raw(
    `INSERT INTO agency (code, name, state_code) VALUES ('BPD', 'Baltimore Police', 'MD')`,
  ),
);

describe('tracemap user', () => {
  it('adds a person, who is invited', async () => {
    const added = await run(
      'add',
      'A.Lyst@bpd.example',
      '--name',
      'A. Lyst',
      '--role',
      'analyst',
      '--agency',
      'BPD',
    );
    expect(added.code).toBe(0);
    expect(added.stdout).toMatch(
      /^a\.lyst@bpd\.example, analyst of Baltimore Police, chooses .*\nhttp:\/\/localhost:3000\/#\/invitation\/[\w-]{43}\n$/,
    );
    expect((await run('list')).stdout).toBe('a.lyst@bpd.example  analyst of Baltimore Police  invited\n');
    expect(await auditOf(commandLine.current.database, 'account.%')).toEqual([
      { actor: 'command line', action: 'account.added', detail: { role: 'analyst' } },
    ]);
  });

  it('adds a person with a password from standard input', async () => {
    const args = [
      'add',
      'admin@region.example',
      '--name',
      'Ada',
      '--role',
      'administrator',
      '--password-stdin',
    ];
    expect(await runWithInput('short\n', ...args)).toBe(2);
    expect(await runWithInput('seven lamps under water\n', ...args)).toBe(0);
    await browser(createSessionRoutes(testAccess(commandLine.current.database)))
      .post('/api/session')
      .send({ email: 'admin@region.example', password: 'seven lamps under water' })
      .expect(200);
  });

  it('resets and disables, even the last administrator', async () => {
    const reset = await run('reset', 'admin@region.example', '--json');
    expect(JSON.parse(reset.stdout)).toMatchObject({
      account: { state: 'invited' },
      invitationUrl: expect.stringContaining('/#/invitation/'),
    });
    expect(await run('disable', 'a.lyst@bpd.example')).toMatchObject({
      code: 0,
      stdout: 'a.lyst@bpd.example can no longer sign in; sessions and tokens have ended.\n',
    });
    expect((await run('disable', 'admin@region.example')).code).toBe(0);
    expect(JSON.parse((await run('list', '--json')).stdout).items).toMatchObject([
      { email: 'a.lyst@bpd.example', state: 'disabled' },
      { email: 'admin@region.example', state: 'disabled' },
    ]);
  });

  it.each([
    [
      ['add', 'nobody', '--name', 'N', '--role', 'analyst'],
      'EMAIL is an address like a.person@agency.gov, not "nobody".',
    ],
    [
      ['add', 'n@x.example', '--role', 'analyst'],
      'user add needs --name, the name of the person (at most 100 characters).',
    ],
    [
      ['add', 'n@x.example', '--name', 'N', '--role', 'king'],
      '--role is one of administrator, steward, analyst, briefing, auditor, not "king".',
    ],
    [
      ['add', 'n@x.example', '--name', 'N', '--role', 'analyst'],
      'analyst is a role within an agency: name the agency.',
    ],
    [
      ['add', 'n@x.example', '--name', 'N', '--role', 'analyst', '--agency', 'X'],
      'There is no agency of that code.',
    ],
    [['reset', 'nobody@x.example'], 'There is no account nobody@x.example. See: tracemap user list'],
  ])('says what is wrong with %j', async (args, message) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr: `${message}\n` });
  });
});
