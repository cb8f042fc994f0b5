import { STATES } from '../../domain/geography/states.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { embedPage } from '../../server/snapshots/embed-page.ts';
import { insertEmbed } from '../../server/snapshots/embeds-store.ts';
import { withFolder } from '../bench-database.ts';
import { loadDemoRegion, withDatabaseOf } from '../demo-region.ts';
import { keepAliveLoad } from '../keep-alive-load.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, quantile, reported } from '../measurement.ts';
import { timeRequests } from '../time-requests.ts';
import { startServer } from '../tracemap-process.ts';

const ID = 'abcdefghij0123456789';
const LOAD = { connections: 32, seconds: 10 };
const REQUESTS = 500;
/** The targets. */
const MOST_MS = 20;
const LEAST_A_SECOND = 2000;

/** How fast a page for other sites is answered: one after the other, and as many as one process can, the database on the same machine. */
export async function measureEmbeds(): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const environment = await loadDemoRegion(folder);
    const page = embedPage('Where our guns come from', madeUpFigures(), {
      json: `/embed/${ID}.json`,
      oembed: null,
      picture: null,
    });
    await withDatabaseOf(environment, ({ knex }) =>
      knex.transaction(async (trx) => {
        const agency = await trx('agency').select('id').orderBy('id').first();
        const embed = { id: ID, agencyId: Number(agency.id), title: 'Where our guns come from', page };
        await insertEmbed(trx, {
          ...embed,
          figures: madeUpFigures(),
          sites: [],
          signedOnly: false,
          madeBy: 'bench',
          days: null,
        });
      }),
    );
    const server = await startServer(environment);
    try {
      const path = `/embed/${ID}`;
      await timeRequests(REQUESTS, () => `${server.url}${path}`);
      const times = await timeRequests(REQUESTS, () => `${server.url}${path}`);
      const { answers, seconds } = await keepAliveLoad(server.url, [path], LOAD);
      return [
        atMost('a page, one after the other, p95', quantile(times, 0.95), 'ms', MOST_MS),
        atLeast(`pages over ${LOAD.connections} connections`, answers / seconds, 'a second', LEAST_A_SECOND),
        reported('size of the page', Buffer.byteLength(page) / 1000, 'kB'),
      ];
    } finally {
      await server.stop();
    }
  });
}

function madeUpFigures(): ReleasedFigures {
  const rows = STATES.slice(0, 12).map(({ code, name }, index) => ({
    code,
    name,
    sum: { atLeast: 500 - index * 40, isWhole: true, hidden: null },
  }));
  const total = { atLeast: rows.reduce((sum, row) => sum + row.sum.atLeast, 0), isWhole: true, hidden: null };
  return {
    language: 'en',
    way: 'source',
    agency: 'Bench',
    home: 'MD',
    area: null,
    from: 2025,
    to: 2025,
    threshold: 11,
    countedOn: '2026-01-02',
    total,
    rows,
  };
}
