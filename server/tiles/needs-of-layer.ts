import type { Capability } from '../../domain/access.ts';
import type { TileLayerId } from '../../tiles/layers.ts';

/** What a tile layer asks of whoever sees it. Of recoveries those who see no records get counts by ZIP alone. */
export const NEEDS_OF_LAYER: Readonly<Record<TileLayerId, Capability>> = {
  recoveries: 'view',
  dealers: 'records',
  purchasers: 'records',
  flows: 'view',
  hotspots: 'view',
  areas: 'view',
  streets: 'view',
  jurisdictions: 'view',
};
