/** For crash tests: adds agencies one by one to the embedded database in the given folder, printing each when committed. */
import { openDatabase } from '../../server/database/open-database.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Usage: agency-writer DATA_DIR');
const database = await openDatabase({ databaseUrl: null, dataDir });
let stopping = false;
process.on('SIGTERM', () => {
  stopping = true;
});

for (let number = 0; !stopping; number += 1) {
  const code = `A${number}`;
  try {
    await database.knex.transaction((trx) =>
      trx.raw('INSERT INTO agency (code, name, state_code) VALUES (?, ?, ?)', [code, code, 'MD']),
    );
    process.stdout.write(`${code}\n`);
  } catch {
    // The engine was killed under this transaction: what was not acknowledged is not printed either.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
await database.close();
process.exit(0);
