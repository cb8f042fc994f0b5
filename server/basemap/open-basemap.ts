import type { Basemap } from '../../domain/basemap.ts';
import { OFFLINE_BASEMAP } from '../../domain/basemap.ts';
import type { BasemapArchive } from './basemap-archive.ts';
import { openBasemapArchive } from './basemap-archive.ts';
import type { BasemapSettings } from './basemap-settings.ts';

/** The basemap of this installation. */
export interface OpenBasemap {
  /** What the page is told. */
  readonly told: Basemap;
  /** Whose tiles this server hands out; null where there is none. */
  readonly archive: BasemapArchive | null;
  /** The one other host the page may ask; null: none. The server itself never asks it. */
  readonly origin: string | null;
}

/** The page's own ground and nothing else. */
export const NO_BASEMAP: OpenBasemap = { told: OFFLINE_BASEMAP, archive: null, origin: null };

/** Opens what the settings name. A {@link SetupError} where an archive cannot be used. */
export async function openBasemap(settings: BasemapSettings): Promise<OpenBasemap> {
  if (settings.kind === 'offline') return NO_BASEMAP;
  if (settings.kind === 'style') {
    const { kind, url, origin } = settings;
    return { told: { kind, url }, archive: null, origin };
  }
  const archive = await openBasemapArchive(settings.path);
  return { told: archive.basemap, archive, origin: null };
}
