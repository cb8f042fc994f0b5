import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import { sharedRead } from '../database/shared-read.ts';
import { embedPolicy } from './embed-page.ts';
import type { PublicEmbed } from './embeds-read-model.ts';
import { IS_LIVE, readPublicEmbed } from './embeds-read-model.ts';

/** As many pages as are kept in memory; a page is some 40 kB. */
const MOST_KEPT = 300;

const liveRow = z.object({ ids: z.string() });

/** Ids of the pages that are not taken back and not over, one after the other: all who ask at the same time share a statement. */
const readLiveIds = sharedRead(async ({ aside }) => {
  // Without bound values: on the embedded engine those of statements at the same time would be taken for each other's.
  const [row] = await selectRows(
    aside,
    liveRow,
    `SELECT coalesce(string_agg(id, ' '), '') AS ids FROM embed WHERE ${IS_LIVE}`,
  );
  return row?.ids ?? '';
});

/** What is sent, also compressed: once for all who ask. */
export interface SentBody {
  readonly body: Buffer;
  readonly gzip: Buffer;
  readonly tag: string;
}

export interface LiveEmbed extends Pick<PublicEmbed, 'title' | 'signedOnly'> {
  readonly language: PageLanguage;
  /** What it may load, and who may show it. */
  readonly policy: string;
  readonly page: SentBody;
  /** The figures. */
  readonly json: SentBody;
}

/**
 * Pages as they are sent. Whether one is still there is asked on each request, never of before it, so that one that is taken back is
 * gone at once, from every process; what it says never changes, and is kept.
 */
export class LiveEmbeds {
  readonly #kept = new RecentResults<LiveEmbed | null>(MOST_KEPT);
  #ids = '';
  #live: ReadonlySet<string> = new Set();

  constructor(private readonly database: Database) {}

  /** The page of an id; null where there is none, or it is gone. */
  async get(id: string): Promise<LiveEmbed | null> {
    const ids = await readLiveIds(this.database);
    if (ids !== this.#ids) {
      this.#ids = ids;
      this.#live = new Set(ids.split(' '));
    }
    return this.#live.has(id) ? this.#kept.get(id, () => this.#read(id)) : null;
  }

  async #read(id: string): Promise<LiveEmbed | null> {
    const embed = await this.database.knex.transaction((trx) => readPublicEmbed(trx, id));
    if (embed === null) return null;
    const { title, signedOnly, sites, page, figures } = embed;
    return {
      title,
      signedOnly,
      language: figures.language,
      policy: embedPolicy(page, sites),
      page: sent(page),
      json: sent(JSON.stringify({ title, ...figures })),
    };
  }
}

function sent(text: string): SentBody {
  const tag = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { body: Buffer.from(text), gzip: gzipSync(text), tag: `W/"${tag}"` };
}
