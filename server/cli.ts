/** The command line: `tracemap COMMAND`. Results on standard output, progress on standard error. */
import { runCommandLine } from './cli/run-command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), process);
