import { cellResolutionForZoom, flowLevelForZoom } from '../../domain/geography/levels.ts';
import type { FlowFeature } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readFlows } from '../flows/flows-read-model.ts';
import { clipLine } from './clip-line.ts';
import { FilterCounts } from './filter-counts.ts';
import type { Tile } from './tile.ts';
import type { LayerQuery, TileFeature } from './tile-query.ts';
import type { WorldPosition } from './world-position.ts';
import { inTile, inWorld, rounded, WORLDS } from './world-position.ts';

/** As many as `/api/flows` draws. */
const MOST_FLOWS = 1000;
/** Tile units a line goes on beyond the tile: half the widest line. */
const BUFFER = 64;

interface FlowLine {
  readonly flow: FlowFeature;
  readonly line: readonly WorldPosition[];
}

/** The flows layer: the flows that `/api/flows?level=auto` answers for the zoom, the same in every tile of it. */
export function flowsLayer(): LayerQuery {
  const lines = new FilterCounts(readFlowLines);
  return async (asked) => ({ features: flowsTile(asked.tile, await lines.of(asked, detailOf(asked.tile))) });
}

/** Zooms of one detail have the same flows: by level, and for cells by their size. */
type FlowDetail = `${number}`;
function detailOf({ z }: Tile): FlowDetail {
  const same = (zoom: number) =>
    flowLevelForZoom(zoom) === flowLevelForZoom(z) &&
    (flowLevelForZoom(z) !== 'cell' || cellResolutionForZoom(zoom) === cellResolutionForZoom(z));
  let first = z;
  while (first > 0 && same(first - 1)) first -= 1;
  return `${first}`;
}

async function readFlowLines(
  read: ScopedRead,
  filter: TraceFilter,
  detail: FlowDetail,
): Promise<readonly FlowLine[]> {
  const zoom = Number(detail);
  const { features } = await readFlows(read, filter, {
    level: flowLevelForZoom(zoom),
    limit: MOST_FLOWS,
    zoom,
  });
  // The largest are drawn last, over the others.
  return features
    .map((flow) => ({ flow, line: flow.geometry.coordinates.map(([lon, lat]) => inWorld(lon, lat)) }))
    .reverse();
}

function flowsTile(tile: Tile, lines: readonly FlowLine[]): TileFeature[] {
  return lines.flatMap(({ flow, line }) => {
    const geometry = WORLDS.flatMap((world) =>
      clipLine(inTile(tile, line, world), -BUFFER, TILE_EXTENT + BUFFER),
    )
      .map(rounded)
      .filter(({ length }) => length > 1);
    return geometry.length === 0 ? [] : [{ type: 'line' as const, geometry, properties: propertiesOf(flow) }];
  });
}

/** As `/api/flows` has them; what is not known is left out. */
function propertiesOf({ id, properties }: FlowFeature): Record<string, string | number> {
  const known: Record<string, string | number> = { id };
  for (const [name, value] of Object.entries(properties)) if (value !== null) known[name] = value;
  return known;
}
