import type { Capability } from '../../domain/access.ts';
import type { ExportLayer } from '../../domain/exports/export-layers.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import { NEEDS_OF_EXPORT } from '../exports/export-pages.ts';
import { FLOW_PARAMETERS } from '../flows/flow-question.ts';
import { HOTSPOT_PARAMETERS } from '../hotspots/hotspot-question.ts';
import type { FeatureSource } from './feature-source.ts';
import { figuresSource } from './sources/figures-source.ts';
import { recoveriesSource } from './sources/recoveries-source.ts';
import { areasSource, placesSource, streetsSource } from './sources/reference-sources.ts';

/** What the OGC API offers of one kind. */
export interface OgcCollection {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly needs: Capability;
  readonly source: FeatureSource;
  /** The property that `datetime` asks of; null where features have no day. */
  readonly day: string | null;
  /** The same as vector tiles. */
  readonly tiles: TileLayerId | null;
  /** The files it is also exported as; null where it is no export: then the page's filter says nothing of it. */
  readonly layer: ExportLayer | null;
  /** Parameters that choose what is computed, beside the filter. */
  readonly parameters: readonly string[];
  /** Whether each feature is a record of one agency, which is told that it was read. */
  readonly isOfRecords: boolean;
}

/** Map programs set limit by themselves; of the flows all are there. */
const without = (names: readonly string[], taken: string) => names.filter((name) => name !== taken);

function figures(
  layer: ExportLayer,
  told: Pick<OgcCollection, 'title' | 'description' | 'tiles'>,
  parameters: readonly string[] = [],
): OgcCollection {
  return {
    id: layer,
    ...told,
    needs: NEEDS_OF_EXPORT[layer],
    source: figuresSource(layer),
    day: null,
    layer,
    parameters,
    isOfRecords: false,
  };
}

export const OGC_COLLECTIONS: readonly OgcCollection[] = [
  {
    id: 'recoveries',
    title: 'Recoveries',
    description:
      'Guns taken by police, one feature each; those known to the street or better have coordinates.',
    needs: NEEDS_OF_EXPORT.recoveries,
    source: recoveriesSource,
    day: 'recoveredOn',
    tiles: 'recoveries',
    layer: 'recoveries',
    parameters: [],
    isOfRecords: true,
  },
  figures('dealers', {
    title: 'Dealers',
    description: 'Licensed dealers with the guns of the filter traced to them. Traced is not accused.',
    tiles: 'dealers',
  }),
  figures(
    'flows',
    {
      title: 'Flows',
      description: 'Guns counted from the area of their first sale to that of their recovery, a line each.',
      tiles: 'flows',
    },
    without(FLOW_PARAMETERS, 'limit'),
  ),
  figures(
    'hotspots',
    {
      title: 'Hotspots',
      description: 'H3 cells with what is counted in them and whether that is raised by Getis-Ord Gi*.',
      tiles: 'hotspots',
    },
    HOTSPOT_PARAMETERS,
  ),
  figures(
    'area-balance',
    {
      title: 'Exports and imports of areas',
      description:
        'Guns sold in an area and recovered elsewhere, and the other way round, by state or county.',
      tiles: null,
    },
    ['level'],
  ),
  figures('released', {
    title: 'Released counts',
    description: 'Counts that your agency has released for everybody, with what is not shown and why.',
    tiles: null,
  }),
  {
    id: 'areas',
    title: 'Areas',
    description: 'States and counties with their outlines.',
    needs: 'view',
    source: areasSource,
    day: null,
    tiles: 'areas',
    layer: null,
    parameters: [],
    isOfRecords: false,
  },
  {
    id: 'places',
    title: 'ZIPs and places',
    description: 'ZIPs, cities and towns as points.',
    needs: 'view',
    source: placesSource,
    day: null,
    tiles: null,
    layer: null,
    parameters: [],
    isOfRecords: false,
  },
  {
    id: 'streets',
    title: 'Streets',
    description: 'Streets that are loaded to place addresses, between two crossings each.',
    needs: 'view',
    source: streetsSource,
    day: null,
    tiles: 'streets',
    layer: null,
    parameters: [],
    isOfRecords: false,
  },
];
