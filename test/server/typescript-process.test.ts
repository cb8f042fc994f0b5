import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { answerOf, forkAnswering, TYPESCRIPT_LOADER } from '../../server/typescript-process.ts';

const BUSY = fileURLToPath(new URL('../fixtures/processes/never-answers.ts', import.meta.url));
const STARTS = pathToFileURL(fileURLToPath(new URL('../../server/typescript-process.ts', import.meta.url)));
const MEMORY_MB = 128;

/** Another process that starts the busy one, tells its number and ends by itself. */
const PARENT = `
  import { forkAnswering } from ${JSON.stringify(STARTS.href)};
  const child = forkAnswering(${JSON.stringify(BUSY)}, ${MEMORY_MB});
  child.once('message', () => { process.stdout.write(String(child.pid), () => process.exit(0)); });
  child.send({});
`;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('ends a process that is busy with its question when the one that asked ends', async () => {
  const program = ['--import', TYPESCRIPT_LOADER, '--input-type=module', '--eval', PARENT];
  const { stdout } = await promisify(execFile)(process.execPath, program);
  expect(Number(stdout)).toBeGreaterThan(1);
  await expect.poll(() => isRunning(Number(stdout)), { timeout: 10_000 }).toBe(false);
});

it('gives up waiting when its caller does, and says when the process ended', async () => {
  const child = forkAnswering(BUSY, MEMORY_MB);
  expect(await answerOf(child, {}, 'It ended.')).toBe('busy');
  const none = answerOf(child, {}, 'It ended.');
  child.kill();
  await expect(none).rejects.toThrow('It ended.');
});
