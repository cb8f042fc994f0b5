/**
 * `npm test`: installs what is missing, then runs the type check, the linter and every test on the embedded engine,
 * and the tests once more on real PostGIS when TEST_DATABASE_URL is set. Arguments go to the test runner. Names what
 * failed once more at the end, where it is found even when only the tail of the output is kept, and prints
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
let passed = 0;
/** What failed, each in the words to print at the end. */
const failures = [];

function run(args, environment = {}) {
  return spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

function check(name, args) {
  say(`\n${name}`);
  if (run(args).status === 0) passed += 1;
  else failures.push(name);
}

/** The failed tests of a report, and the files that failed as a whole, each with the first lines of what it says. */
function failuresIn({ testResults }, engine) {
  const firstLines = (message) => message.split('\n', 8).join('\n  ');
  return testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const place = `${engine}: ${path.relative(ROOT, file)}`;
    if (status === 'failed' && failed.length === 0) return [`${place}\n  ${firstLines(message)}`];
    return failed.map(
      (test) => `${place} > ${test.fullName}\n  ${firstLines(test.failureMessages.join('\n'))}`,
    );
  });
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
    const results = JSON.parse(readFileSync(report, 'utf8'));
    passed += results.numPassedTests;
    const named = failuresIn(results, engine);
    // A run that fails without a failed test (an unhandled rejection) is a failure too.
    if (status !== 0 && named.length === 0) {
      named.push(`${engine}: an error outside of any test; see "Unhandled Errors" above`);
    }
    failures.push(...named);
  } catch {
    failures.push(`${engine}: the test runner left no report`);
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

for (const failure of failures) say(`\nFAILED ${failure}`);
say('');
process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
process.exit(failures.length === 0 ? 0 : 1);
