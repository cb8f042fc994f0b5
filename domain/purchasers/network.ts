/**
 * Purchasers and what connects them: dealers, ballistic chains and possessors that guns of two or more of them have in common.
 * Never a name of a person.
 */
import { z } from 'zod';
import { PURCHASER_INDICATORS } from './indicators.ts';

export const NETWORK_NODE_KINDS = ['purchaser', 'dealer', 'chain', 'possessor'] as const;
export type NetworkNodeKind = (typeof NETWORK_NODE_KINDS)[number];

/** As many purchasers as are looked at: those that come first. */
export const MOST_NETWORK_PURCHASERS = 100;

export const NETWORK_FORMATS = ['graphml', 'gexf'] as const;
export type NetworkFormat = (typeof NETWORK_FORMATS)[number];

export const networkNodeSchema = z.object({
  /** `purchaser:12`, `dealer:7`, `chain:3`: kind and number. A possessor's number is of this answer alone. */
  id: z.string(),
  kind: z.enum(NETWORK_NODE_KINDS),
  label: z.string(),
  /** Guns of the purchasers shown: bought by it, sold by it, of its chain, held by it. */
  guns: z.number(),
  /** Of a purchaser; none of others. */
  indicators: z.array(z.enum(PURCHASER_INDICATORS)),
  /** Nodes that hang together have one number, the largest such part the number 1. */
  component: z.number(),
  /** Within these, nodes that are closer to each other than to others have one number (Louvain). */
  community: z.number(),
});
export type NetworkNode = z.infer<typeof networkNodeSchema>;

export const networkEdgeSchema = z.object({ from: z.string(), to: z.string(), guns: z.number() });
export type NetworkEdge = z.infer<typeof networkEdgeSchema>;

export const networkSchema = z.object({
  nodes: z.array(networkNodeSchema),
  /** Each from a purchaser to what its guns are of. */
  edges: z.array(networkEdgeSchema),
  /** Purchasers of the question, how many of them were looked at, and how many of these nothing connects to another. */
  total: z.number(),
  lookedAt: z.number(),
  unconnected: z.number(),
  notice: z.string(),
});
export type PurchaserNetwork = z.infer<typeof networkSchema>;
