import { describe, expect, it } from 'vitest';
import { libpqEnvironment } from '../../../server/backup/libpq-environment.ts';

describe('libpqEnvironment', () => {
  it.each<[string, Record<string, string>]>([
    [
      'postgres://tracemap:p%40ss%2Fword@db.example:5433/guns',
      {
        PGHOST: 'db.example',
        PGPORT: '5433',
        PGUSER: 'tracemap',
        PGPASSWORD: 'p@ss/word',
        PGDATABASE: 'guns',
      },
    ],
    ['postgresql://tracemap@[::1]/guns', { PGHOST: '::1', PGUSER: 'tracemap', PGDATABASE: 'guns' }],
    [
      'postgres:///guns?host=/run/postgresql&user=tracemap',
      { PGHOST: '/run/postgresql', PGUSER: 'tracemap', PGDATABASE: 'guns' },
    ],
    ['postgres://db.example', { PGHOST: 'db.example' }],
    [
      'postgres://db.example/guns?sslmode=verify-full&sslrootcert=/etc/ca.pem&uselibpqcompat=true',
      { PGHOST: 'db.example', PGDATABASE: 'guns', PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/etc/ca.pem' },
    ],
    [
      'postgres://db.example/guns?sslmode=no-verify',
      { PGHOST: 'db.example', PGDATABASE: 'guns', PGSSLMODE: 'require' },
    ],
  ])('says %s in variables', (url, variables) => {
    expect(libpqEnvironment(url)).toEqual(variables);
  });
});
