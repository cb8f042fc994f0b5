import { expect, it } from 'vitest';
import { judgeAudit } from '../../scripts/audit-dependencies.ts';

const report = (high: number, critical: number) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      minor: { name: 'minor', severity: 'moderate', range: '<2' },
      ...(high > 0 && { bad: { name: 'bad', severity: 'high', range: '>=1 <3' } }),
      ...(critical > 0 && { worse: { name: 'worse', severity: 'critical', range: '*' } }),
    },
    metadata: {
      vulnerabilities: { info: 0, low: 0, moderate: 1, high, critical, total: 1 + high + critical },
    },
  });

it('fails on what is high or critical, and names it', () => {
  expect(judgeAudit(report(1, 1))).toEqual({
    passes: false,
    lines: [
      'Known weaknesses in dependencies: 1 critical, 1 high, 1 moderate. Update these:',
      '  bad >=1 <3: high',
      '  worse *: critical',
    ],
  });
});

it('passes with less than that', () => {
  expect(judgeAudit(report(0, 0))).toEqual({
    passes: true,
    lines: ['Audited: 0 critical, 0 high, 1 moderate.'],
  });
});

it.each([
  [
    '{"message":"405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk"}',
    /405/,
  ],
  [
    '{"error":{"code":"ENOAUDIT","summary":"audit endpoint returned an error\\n  more","detail":""}}',
    /endpoint/,
  ],
  ['', /no report came/],
  ['<html>', /no report came/],
])('warns in one line where the registry does not answer: %s', (output, reason) => {
  const { passes, lines } = judgeAudit(output);
  expect(passes).toBe(true);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^Not audited: /);
  expect(lines[0]).toMatch(reason);
});
