/** What is published and who may do so, as the server has it. */
import type { EmbedDraft } from '../../domain/snapshots.ts';
import type { Database } from '../../server/database/connection.ts';
import type { DrawPicture } from '../../server/snapshots/embed-picture.ts';
import { createPublicEmbedRoutes } from '../../server/snapshots/public-embed-routes.ts';
import { createSnapshotsRoutes } from '../../server/snapshots/snapshots-routes.ts';
import { routeApp } from './route-app.ts';

/** Of signed links. */
export const LINK_KEY = Buffer.alloc(32, 'k');

/** Routes of snapshots and of pages for everybody, with pictures that `draw` makes; null: none can be drawn. */
export const publishingApp = (database: Database, draw: DrawPicture | null = null) =>
  routeApp(
    createPublicEmbedRoutes(database, { linkKey: LINK_KEY, draw }),
    createSnapshotsRoutes(database, {
      linkKey: LINK_KEY,
      picturesAt: draw === null ? null : 'https://tracemap.example',
    }),
  );

/** A page of 2024 by state of sale, for everybody and without an end. */
export const EMBED_DRAFT: EmbedDraft = {
  title: 'Where our guns come from',
  from: 2024,
  to: 2024,
  way: 'source',
  area: 'all',
  sites: [],
  days: null,
  language: 'en',
  signedOnly: false,
};
