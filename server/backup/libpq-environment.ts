/** Parameters of a database's address that the programs of PostgreSQL take from the environment, by the variable. */
const PARAMETERS = {
  host: 'PGHOST',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  options: 'PGOPTIONS',
} as const;

/**
 * `DATABASE_URL` as variables for pg_dump and pg_restore: on their command line everybody on the machine could read the password.
 * What the address leaves out is left out.
 */
export function libpqEnvironment(databaseUrl: string): Readonly<Record<string, string>> {
  const url = new URL(databaseUrl);
  const parts: Partial<Record<keyof typeof PARAMETERS, string>> = {
    host: decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1'),
    port: url.port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    dbname: decodeURIComponent(url.pathname.slice(1)),
  };
  const environment: Record<string, string> = {};
  for (const [name, variable] of Object.entries(PARAMETERS)) {
    const value =
      url.searchParams.get(name) ?? Object.entries(parts).find(([part]) => part === name)?.[1] ?? '';
    // A word of the driver alone: encrypted, whoever answers.
    if (value !== '') environment[variable] = name === 'sslmode' && value === 'no-verify' ? 'require' : value;
  }
  return environment;
}
