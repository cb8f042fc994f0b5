import { xmlText } from '../../xml-text.ts';
import type { NetworkGraph } from './connect-purchasers.ts';

/** What of nodes and edges is written, with its type. */
const KEYS = [
  ['node', 'kind', 'string'],
  ['node', 'label', 'string'],
  ['node', 'guns', 'int'],
  ['node', 'indicators', 'string'],
  ['node', 'component', 'int'],
  ['node', 'community', 'int'],
  ['edge', 'guns', 'int'],
] as const;

/** A network as GraphML (http://graphml.graphdrawing.org/specification.html), which i2, Gephi and Cytoscape read. */
export function writeGraphml(graph: NetworkGraph): string {
  const data = (on: 'node' | 'edge', values: Readonly<Record<string, unknown>>) =>
    KEYS.filter(([of]) => of === on)
      .map(([, name]) => `<data key="${on}-${name}">${xmlText(String(values[name]))}</data>`)
      .join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...KEYS.map(
      ([on, name, type]) => `<key id="${on}-${name}" for="${on}" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '<graph id="purchasers" edgedefault="undirected">',
    ...graph.mapNodes(
      (id, { indicators, ...attributes }) =>
        `<node id="${xmlText(id)}">${data('node', { ...attributes, indicators: indicators.join(' ') })}</node>`,
    ),
    ...graph.mapEdges(
      (_edge, attributes, from, to) =>
        `<edge source="${xmlText(from)}" target="${xmlText(to)}">${data('edge', attributes)}</edge>`,
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}
