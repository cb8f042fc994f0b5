import { describe, expect, it } from 'vitest';
import { pgbenchScript } from '../../bench/pgbench.ts';

describe('a pgbench script', () => {
  it('has the statements in their order, each value in a variable of its own', () => {
    const statements = [
      { sql: 'BEGIN;', values: [] },
      { sql: 'SELECT $1::text, $2::int, $1', values: ['1,2', '7'] },
      { sql: 'SELECT $1', values: ['9'] },
      { sql: 'COMMIT;', values: [] },
    ];
    expect(pgbenchScript(statements)).toEqual({
      script: 'BEGIN;\nSELECT :s1_0::text, :s1_1::int, :s1_0;\nSELECT :s2_0;\nCOMMIT;\n',
      variables: ['s1_0=1,2', 's1_1=7', 's2_0=9'],
    });
  });
});
