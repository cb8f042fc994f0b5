/**
 * `npm test`: installs what is missing, then runs the type check, the linter and every test on the embedded engine,
 * and the tests once more on real PostGIS when TEST_DATABASE_URL is set. Arguments go to the test runner. Prints
 * `N passed, N failed` last.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, ROOT, say } from './ensure-dependencies.mjs';

ensureDependencies();
const { register } = await import('tsx/esm/api');
register();
const { ensureWebBuild } = await import(
  pathToFileURL(path.join(ROOT, 'server', 'http', 'web-build.ts')).href
);
await ensureWebBuild(() => say('Building the page …'));

const filters = process.argv.slice(2);
const bin = (...parts) => path.join(ROOT, 'node_modules', ...parts);
const outcome = { passed: 0, failed: 0 };

function run(args, environment = {}) {
  return spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

function check(name, args) {
  say(`\n${name}`);
  outcome[run(args).status === 0 ? 'passed' : 'failed'] += 1;
}

function runTests(engine) {
  say(`\nTests on the ${engine === 'postgis' ? 'PostGIS server' : 'embedded engine'}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-report-'));
  const report = path.join(folder, 'report.json');
  const { status } = run(
    [
      bin('vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    { TEST_ENGINE: engine, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import tsx` },
  );
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    outcome.passed += numPassedTests;
    // A run that fails without a failed test (an import error, an unhandled rejection) is a failure too.
    outcome.failed += status === 0 ? numFailedTests : Math.max(1, numFailedTests);
  } catch {
    outcome.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (filters.length === 0) {
  check('Types', [bin('typescript', 'bin', 'tsc'), '--noEmit']);
  check('Lint and format', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']);
}
runTests('embedded');
if (process.env.TEST_DATABASE_URL) runTests('postgis');
else say('\nTEST_DATABASE_URL is not set: not tested on a PostGIS server.');

say('');
process.stdout.write(`${outcome.passed} passed, ${outcome.failed} failed\n`);
process.exit(outcome.failed === 0 ? 0 : 1);
