/** The command line: `tracemap COMMAND`. Results on standard output, progress on standard error. */
import { runCommandLine } from './cli/run-command-line.ts';
import { findChromium } from './pictures/find-chromium.ts';

const { env, stdout, stderr } = process;
process.exitCode = await runCommandLine(process.argv.slice(2), {
  env,
  stdout,
  stderr,
  chromium: () => findChromium(env),
});
