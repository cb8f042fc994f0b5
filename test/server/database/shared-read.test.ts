import { describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { noteChange, readDataVersion } from '../../../server/database/data-version.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const scope = scopeOfAllRecords([]);

const raise = () => database.current.knex.transaction((trx) => noteChange(trx, 'everyone'));

describe('a shared read', () => {
  it('is one statement for all who ask at the same time', async () => {
    await readDataVersion(database.current, scope);
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => statements.push(sql);
    database.current.aside.on('query', listen);
    const versions = await Promise.all(
      Array.from({ length: 50 }, () => readDataVersion(database.current, scope)),
    );
    database.current.aside.off('query', listen);
    expect(new Set(versions).size).toBe(1);
    expect(statements).toHaveLength(1);
  });

  it('never answers with what was true before the question', async () => {
    let committed = await readDataVersion(database.current, scope);
    const asking: Promise<void>[] = [];
    for (let change = 0; change < 20; change += 1) {
      await raise();
      committed += 1;
      const known = committed;
      // Whatever reads are running by now began before or after the change: neither may answer with less.
      asking.push(
        readDataVersion(database.current, scope).then((version) =>
          expect(version).toBeGreaterThanOrEqual(known),
        ),
      );
    }
    await Promise.all(asking);
  });
});
