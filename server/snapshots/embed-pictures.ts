import { createHash } from 'node:crypto';
import type { Database } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import type { DrawPicture } from './embed-picture.ts';
import { embedPicture } from './embed-picture.ts';
import { readPicture, readPublicEmbed } from './embeds-read-model.ts';
import { keepPicture } from './embeds-store.ts';

/** As many as are kept in memory; one is some 150 kB. */
const MOST_KEPT = 50;

export interface SentPicture {
  readonly png: Buffer;
  readonly tag: string;
}

/**
 * The pictures of pages, each drawn once, when it is first asked for, and kept beside its page. Whether that is still there has been asked before:
 * see LiveEmbeds.
 */
export class EmbedPictures {
  readonly #kept = new RecentResults<SentPicture | null>(MOST_KEPT);

  constructor(
    private readonly database: Database,
    /** Null where there is nothing to draw with: pictures that were drawn are still there. */
    private readonly draw: DrawPicture | null,
  ) {}

  /** The picture of a page that is there; null where it has none and none can be drawn. */
  get(id: string): Promise<SentPicture | null> {
    return this.#kept.get(id, async () => {
      const png = await pictureOf(this.database, id, this.draw);
      if (png === null) return null;
      return { png, tag: `"${createHash('sha256').update(png).digest('base64url').slice(0, 22)}"` };
    });
  }
}

/** The picture that is kept beside a page, else one that is drawn and kept now; null where there is neither. */
export async function pictureOf(
  { knex }: Database,
  id: string,
  draw: DrawPicture | null,
): Promise<Buffer | null> {
  const { picture, embed } = await knex.transaction(async (trx) => {
    const kept = await readPicture(trx, id);
    return { picture: kept, embed: kept === null && draw !== null ? await readPublicEmbed(trx, id) : null };
  });
  if (embed === null || draw === null) return picture;
  // Without a transaction meanwhile: it takes a second or two.
  const drawn = await draw(embedPicture(embed.title, embed.figures));
  await knex.transaction((trx) => keepPicture(trx, id, drawn));
  return drawn;
}
