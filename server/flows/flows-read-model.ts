import { cellResolutionForZoom } from '../../domain/geography/levels.ts';
import type { Flows } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowEnds, FlowLevel } from '../../domain/vocabulary.ts';
import { DEALER_TO_RECOVERY } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { clusterFlows } from './cluster-flows.ts';
import { flowCollection } from './flow-collection.ts';
import type { View } from './flow-nodes.ts';
import { nodesInView, readFlowNodes } from './flow-nodes.ts';
import { readPairedGuns } from './read-paired-guns.ts';
import { selectFlows } from './select-flows.ts';

export interface FlowQuestion {
  readonly level: FlowLevel;
  /** How many flows are drawn at most. */
  readonly limit: number;
  /** From dealer to recovery where left out. */
  readonly ends?: FlowEnds;
  /** Zoom of the map: decides how large cells are, and which ends are near each other. */
  readonly zoom?: number;
  /** True where ends that are near each other at the zoom are drawn as one. */
  readonly clustered?: boolean;
  /** Only flows with an end inside are drawn; the others are in the totals. */
  readonly view?: View | null;
}

/** Flows of the guns in the filter that were traced as far as both ends ask. */
export async function readFlows(
  read: ScopedRead,
  filter: TraceFilter,
  { level, limit, ends = DEALER_TO_RECOVERY, zoom = 0, clustered = false, view = null }: FlowQuestion,
): Promise<Flows> {
  const resolution = level === 'cell' ? cellResolutionForZoom(zoom) : 0;
  const { guns, agencies } = await readPairedGuns(read, filter, { level, resolution, ends });
  const nodes = await readFlowNodes(read, level, guns.areas);
  const inView = view === null ? null : nodesInView(guns.areas, nodes, view);
  const { flows, elsewhere } = selectFlows(guns, filter, agencies, inView);
  if (!clustered) {
    const isInView = (node: number) => inView === null || inView[node] === 1;
    return flowCollection(flows, nodes, { level, limit, elsewhere, isInView });
  }
  const clusters = clusterFlows(flows, nodes, Math.floor(zoom), inView);
  return flowCollection(clusters.counts, clusters.nodes, { ...clusters, level, limit, elsewhere });
}
