import { cellResolutionForZoom } from '../../domain/geography/levels.ts';
import type { Flows } from '../../domain/responses.ts';
import type { FlowEnds, FlowLevel, TracedEnds } from '../../domain/vocabulary.ts';
import { DEALER_TO_RECOVERY, isRecorded } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { clusterFlows } from './cluster-flows.ts';
import { flowCollection } from './flow-collection.ts';
import type { FoundFlows } from './flow-counts.ts';
import type { View } from './flow-nodes.ts';
import { nodesInView, readFlowNodes } from './flow-nodes.ts';
import { readPairedGuns } from './read-paired-guns.ts';
import { readRecordedFlows } from './recorded-flows-read-model.ts';
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

/**
 * Flows of the guns in the filter whose both ends are told: by their trace, or by their recovery and another record of the same
 * gun.
 */
export async function readFlows(
  read: ScopedRead,
  filter: RecordFilter,
  question: FlowQuestion,
): Promise<Flows> {
  const { level, limit, ends = DEALER_TO_RECOVERY, zoom = 0, clustered = false } = question;
  const { flows, nodes, inView, elsewhere } = await (isRecorded(ends)
    ? readRecordedFlows(read, filter, { ...question, ends })
    : readTracedFlows(read, filter, { ...question, ends }));
  if (!clustered) {
    const isInView = (node: number) => inView === null || inView[node] === 1;
    return flowCollection(flows, nodes, { level, limit, elsewhere, isInView });
  }
  const clusters = clusterFlows(flows, nodes, Math.floor(zoom), inView);
  return flowCollection(clusters.counts, clusters.nodes, { ...clusters, level, limit, elsewhere });
}

async function readTracedFlows(
  read: ScopedRead,
  filter: RecordFilter,
  { level, ends, zoom = 0, view = null }: FlowQuestion & { readonly ends: TracedEnds },
): Promise<FoundFlows> {
  const resolution = level === 'cell' ? cellResolutionForZoom(zoom) : 0;
  const { guns, agencies } = await readPairedGuns(read, filter, { level, resolution, ends });
  const nodes = await readFlowNodes(read, level, guns.areas);
  const inView = view === null ? null : nodesInView(guns.areas, nodes, view);
  return { ...selectFlows(guns, filter, agencies, inView), nodes, inView };
}
