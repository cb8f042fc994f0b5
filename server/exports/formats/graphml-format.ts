import type { ColumnType, ExportColumn } from '../../../domain/exports/export-column.ts';
import { xmlText } from '../../xml-text.ts';
import type { ExportFeature } from '../export-pages.ts';
import type { ExportFormat } from './export-format.ts';

const TYPE: Readonly<Record<ColumnType, string>> = {
  integer: 'long',
  real: 'double',
  text: 'string',
  boolean: 'boolean',
  date: 'string',
};
const NODE_KEYS = [
  ['name', 'string'],
  ['longitude', 'double'],
  ['latitude', 'double'],
] as const;
/** Columns that the ends of an edge say. */
const OF_ENDS: readonly string[] = ['origin', 'destination', 'originName', 'destinationName'];

/** Flows as a network (http://graphml.graphdrawing.org): a node for each area, an edge from the one of sale to that of recovery. */
export const graphmlFormat: ExportFormat = {
  contentType: 'application/graphml+xml',
  async *write({ columns, notice, pages }) {
    const told = columns.filter(({ name }) => !OF_ENDS.includes(name));
    let head = headOf(told, notice.whole);
    const known = new Set<string>();
    for await (const flows of pages) {
      let text = head;
      head = '';
      // A node stands before the edges that name it: not every program looks further on.
      for (const flow of flows) text += nodesOf(flow, known) + edgeOf(flow, told);
      yield text;
    }
    yield '</graph>\n</graphml>\n';
  },
};

function headOf(columns: readonly ExportColumn[], notice: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="graph-notice" for="graph" attr.name="notice" attr.type="string"/>',
    ...NODE_KEYS.map(
      ([name, type]) => `<key id="node-${name}" for="node" attr.name="${name}" attr.type="${type}"/>`,
    ),
    ...columns.map(
      ({ name, type }) => `<key id="edge-${name}" for="edge" attr.name="${name}" attr.type="${TYPE[type]}"/>`,
    ),
    '<graph id="flows" edgedefault="directed">',
    `<data key="graph-notice">${xmlText(notice)}</data>`,
    '',
  ].join('\n');
}

/** The ends of a flow that no flow before it had. */
function nodesOf({ geometry, properties }: ExportFeature, known: Set<string>): string {
  const line = geometry?.type === 'LineString' ? geometry.coordinates : [];
  return [
    { id: properties.origin, name: properties.originName, at: line[0] },
    { id: properties.destination, name: properties.destinationName, at: line.at(-1) },
  ]
    .map(({ id, name, at }) => {
      const code = String(id);
      if (known.has(code)) return '';
      known.add(code);
      const [longitude, latitude] = at ?? [];
      const data = dataOf('node', { name, longitude, latitude });
      return `<node id="${xmlText(code)}">${data}</node>\n`;
    })
    .join('');
}

function edgeOf({ properties }: ExportFeature, columns: readonly ExportColumn[]): string {
  const values = Object.fromEntries(columns.map(({ name }) => [name, properties[name]]));
  const ends = `source="${xmlText(String(properties.origin))}" target="${xmlText(String(properties.destination))}"`;
  return `<edge ${ends}>${dataOf('edge', values)}</edge>\n`;
}

/** What is unknown is left out. */
const dataOf = (on: 'node' | 'edge', values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `<data key="${on}-${name}">${xmlText(String(value))}</data>`)
    .join('');
