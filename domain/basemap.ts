/** What the page draws under its data beside its own ground; `basemap` of `GET /api/session`. */
import { z } from 'zod';

export const basemapSchema = z.discriminatedUnion('kind', [
  /** Its own ground alone: no other host is asked for anything. */
  z.object({ kind: z.literal('offline') }),
  /** An archive of tiles that this server has on disk: `/basemap/{z}/{x}/{y}.mvt`. */
  z.object({
    kind: z.literal('archive'),
    minZoom: z.int(),
    maxZoom: z.int(),
    /** Who made it, in plain words; shown on every map. */
    attribution: z.string(),
  }),
  /** A map style of another host, which the page asks itself. `{theme}` in it stands for `light` or `dark`. */
  z.object({ kind: z.literal('style'), url: z.string() }),
]);
export type Basemap = z.infer<typeof basemapSchema>;
export type ArchiveBasemap = Extract<Basemap, { kind: 'archive' }>;

export const OFFLINE_BASEMAP: Basemap = { kind: 'offline' };

/** Address pattern of an archive's tiles. */
export const ARCHIVE_TILES = '/basemap/{z}/{x}/{y}.mvt';

const THEME = '{theme}';

/** The address of a style in a theme. */
export const styleAddress = (url: string, theme: 'light' | 'dark'): string => url.replaceAll(THEME, theme);

/** Who made a basemap, as text: attributions come as HTML, with links. */
export const attributionText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
