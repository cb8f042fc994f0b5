import { z } from 'zod';
import { addJurisdictions } from '../../server/agencies/jurisdiction-store.ts';
import { connect, selectRows } from '../../server/database/connection.ts';
import { noteChange } from '../../server/database/data-version.ts';

/** Lets each agency of the national database answer for the county it is named after; migrated by a server before. */
export async function giveCountiesToAgencies(url: string): Promise<void> {
  const database = connect({ url });
  try {
    await database.knex.transaction(async (trx) => {
      const agencies = await selectRows(
        trx,
        z.object({ code: z.string() }),
        `SELECT g.code FROM agency g JOIN area a ON a.level = 'county' AND a.code = g.code`,
        [],
      );
      const added = await addJurisdictions(
        trx,
        agencies.map(({ code }) => ({ agency: code, level: 'county', code })),
      );
      if (added.length > 0) await noteChange(trx, 'everyone');
    });
  } finally {
    await database.close();
  }
}
