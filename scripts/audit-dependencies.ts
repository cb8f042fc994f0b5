/**
 * Asks the registry for known weaknesses in what runs in production (`npm audit`). Fails on high and critical ones; where the
 * registry cannot be asked, says so in one line and passes: a build must not hang on somebody else's server.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ moderate: z.number(), high: z.number(), critical: z.number() }),
  }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const failure = z.object({
  message: z.string().optional(),
  error: z.object({ summary: z.string() }).optional(),
});

export interface Verdict {
  readonly passes: boolean;
  readonly lines: readonly string[];
}

/** What the output of `npm audit --json` says. */
export function judgeAudit(output: string): Verdict {
  const told = parseJson(output);
  const read = report.safeParse(told);
  if (!read.success) {
    const { message, error } = failure.safeParse(told).data ?? {};
    const reason = (error?.summary || message || 'no report came').split('\n')[0];
    return {
      passes: true,
      lines: [`Not audited: the registry gave no answer about weaknesses (${reason}).`],
    };
  }
  const { high, critical, moderate } = read.data.metadata.vulnerabilities;
  const serious = Object.entries(read.data.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range }]) => `  ${name} ${range}: ${severity}`);
  const counts = `${critical} critical, ${high} high, ${moderate} moderate`;
  return high + critical === 0
    ? { passes: true, lines: [`Audited: ${counts}.`] }
    : { passes: false, lines: [`Known weaknesses in dependencies: ${counts}. Update these:`, ...serious] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 ** 2,
  });
  const { passes, lines } = judgeAudit(stdout ?? '');
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = passes ? 0 : 1;
}
