import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { PURCHASER_INDICATOR_WORDS } from '../../../domain/purchasers/indicators.ts';
import type { NetworkNode, PurchaserNetwork } from '../../../domain/purchasers/network.ts';
import { MOST_NETWORK_PURCHASERS, NETWORK_NODE_KINDS } from '../../../domain/purchasers/network.ts';
import { getNetwork, networkAddress } from '../../api/purchasers.ts';
import { pointsIn } from '../../charts/brush-points.ts';
import type { Box, Place } from '../../charts/drag-box.ts';
import { boxBetween, listenToDrag } from '../../charts/drag-box.ts';
import type { NetworkLayout, PlacedNode } from '../../charts/network-layout.ts';
import { layOutNetwork } from '../../charts/network-layout.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { filterToDealers, MOST_FILTERED } from '../../state/filter-to-dealers.ts';
import { changePage, page } from '../../state/page.ts';
import { purchaserQuery } from '../../state/purchasers.ts';
import { dataChanges } from '../../state/session.ts';
import { formatCount, guns } from '../../words/format.ts';
import { NODE_KIND_WORDS, networkSentence } from '../../words/purchaser-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';

/** What guns of several purchasers have in common, as a picture, a table, and files for other programs. */
export function NetworkSection() {
  const id = useId();
  const query = purchaserQuery.value;
  const { value, error, reload } = useLoaded(
    (signal) => getNetwork(query, signal),
    `network ${dataChanges.value} ${query}`,
  );
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('What connects them')}</h2>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking for what connects them …')}</p>}
      {value !== null && (
        <>
          <p>{networkSentence(value)}</p>
          {value.nodes.length > 0 && <Network network={value} query={query} />}
        </>
      )}
    </section>
  );
}

function Network({ network, query }: { readonly network: PurchaserNetwork; readonly query: string }) {
  const layout = useMemo(() => layOutNetwork(network.nodes, network.edges), [network]);
  const wrong = useSignal<string | null>(null);
  return (
    <>
      <p class="muted small">
        {say(
          'Drag over dealers to filter page, map and tables to the guns they sold; click a purchaser to open it.',
        )}
      </p>
      <p class={wrong.value === null ? 'visually-hidden' : 'form-wrong small'} role="status">
        {wrong.value}
      </p>
      <NetworkPicture
        layout={layout}
        label={networkSentence(network)}
        onBox={(dealers) => {
          wrong.value = filterToDealers(dealers) ? null : whyNotFiltered(dealers.length);
        }}
      />
      <ul class="network-key" aria-label={say('Symbols')}>
        {NETWORK_NODE_KINDS.map((kind) => (
          <li key={kind}>
            <svg viewBox="-12 -12 24 24" width="20" height="20" aria-hidden="true">
              <NodeMark kind={kind} />
            </svg>
            {NODE_KIND_WORDS[kind]}
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('The network as a table')}</summary>
        <NodeTable network={network} />
      </details>
      <details>
        <summary>{say('How is this computed?')}</summary>
        <div class="plot-how">
          <p>
            {say(
              'Looked at are the first {mostNetworkPurchasers} purchasers of the list above. Drawn are dealers, ballistic chains and possessors that guns of two or more of them have in common, and the purchasers these connect. A group is what hangs together; a community within it is closer to each other than to others (Louvain: Blondel and others 2008, Journal of Statistical Mechanics P10008). A large dealer connects people who have nothing else in common: a line is a fact about guns, not about people.',
              { mostNetworkPurchasers: MOST_NETWORK_PURCHASERS },
            )}
          </p>
          <p>
            {say(
              'Possessors are told apart by name and birth date, where you may read both, and are numbered for this picture alone.',
            )}
          </p>
        </div>
      </details>
      <div class="button-row">
        <a class="button" href={networkAddress('graphml', query)} download="tracemap-network.graphml">
          {say('GraphML for i2')}
        </a>
        <a class="button" href={networkAddress('gexf', query)} download="tracemap-network.gexf">
          {say('GEXF for Gephi')}
        </a>
      </div>
    </>
  );
}

/** Larger the more guns, so that twice the guns are twice the area. */
const sizeOf = ({ guns: count }: NetworkNode) => Math.min(2, 0.8 + Math.sqrt(count) / 6);

const whyNotFiltered = (dealers: number) =>
  dealers === 0
    ? say('There is no dealer in this part, and guns are filtered by dealers alone: nothing was filtered.')
    : say('Drag over at most {mostFiltered} dealers: nothing was filtered.', { mostFiltered: MOST_FILTERED });

interface NetworkPictureProps {
  readonly layout: NetworkLayout;
  readonly label: string;
  /** The dealers that a box was drawn around. */
  readonly onBox: (dealers: readonly number[]) => void;
}

function NetworkPicture({ layout, label, onBox }: NetworkPictureProps) {
  const picture = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const svg = picture.current;
    if (svg === null) return;
    return listenToDrag(svg, {
      boxOf: boxBetween,
      onBox: (box) => onBox(dealersIn(layout, box)),
      onClick: (place) => {
        const node = layout.nodes.find((one) => isOn(one, place));
        if (node?.kind === 'purchaser') changePage({ openPurchaser: numberOf(node) });
      },
    });
  }, [layout]);
  return (
    <svg ref={picture} class="network" viewBox={layout.box.join(' ')} role="img" aria-label={label}>
      {layout.edges.map(({ from, to, guns: count }) => (
        <line
          key={`${from.id} ${to.id}`}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          stroke-width={Math.min(6, 0.8 + count / 2)}
        />
      ))}
      {layout.nodes.map((node) => (
        <NodeShape key={node.id} node={node} />
      ))}
    </svg>
  );
}

function dealersIn({ nodes }: NetworkLayout, box: Box): number[] {
  const inside = new Set(
    pointsIn(
      nodes.map(({ x, y }) => [x, y]),
      box,
    ),
  );
  return nodes.filter(({ kind }, index) => kind === 'dealer' && inside.has(index)).map(numberOf);
}

/** Half the width of a mark of size 1. */
const HALF_MARK = 10;

const isOn = (node: PlacedNode, [x, y]: Place) =>
  Math.hypot(node.x - x, node.y - y) <= HALF_MARK * sizeOf(node);

function NodeShape({ node }: { readonly node: PlacedNode }) {
  const number = numberOf(node);
  const isOpen = node.kind === 'purchaser' && number === page.value.openPurchaser;
  return (
    <g
      transform={`translate(${node.x} ${node.y})`}
      class={node.kind === 'purchaser' ? 'network-node is-open-able' : 'network-node'}
    >
      <title>{`${node.label}: ${guns(node.guns)}`}</title>
      <g transform={`scale(${sizeOf(node)})`} class={isOpen ? 'is-open' : ''}>
        <NodeMark kind={node.kind} />
      </g>
      {node.kind !== 'possessor' && (
        <text y={sizeOf(node) * 10 + 12}>{node.kind === 'purchaser' ? number : node.label}</text>
      )}
    </g>
  );
}

const numberOf = ({ id }: NetworkNode) => Number(id.split(':')[1]);

/** The symbols of the map: purchasers are diamonds, dealers squares. */
function NodeMark({ kind }: Pick<NetworkNode, 'kind'>) {
  switch (kind) {
    case 'purchaser':
      return <path class="mark-purchaser" d="M0,-10 L10,0 L0,10 L-10,0 Z" />;
    case 'dealer':
      return <rect class="mark-dealer" x="-8" y="-8" width="16" height="16" />;
    case 'chain':
      return <circle class="mark-chain" r="8" />;
    case 'possessor':
      return <path class="mark-possessor" d="M0,-9 L9,8 L-9,8 Z" />;
  }
}

function NodeTable({ network: { nodes, edges } }: { readonly network: PurchaserNetwork }) {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const near = (id: string) =>
    edges.flatMap(({ from, to }) => (from === id ? [labels.get(to)] : to === id ? [labels.get(from)] : []));
  return (
    <div class="table-scroll">
      <table class="data-table">
        <caption class="visually-hidden">{say('The network')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('What')}</th>
            <th scope="col" class="numeric">
              {say('Guns')}
            </th>
            <th scope="col" class="numeric">
              {say('Group')}
            </th>
            <th scope="col" class="numeric">
              {say('Community')}
            </th>
            <th scope="col">{say('Connected to')}</th>
            <th scope="col">{say('Indicators')}</th>
          </tr>
        </thead>
        <tbody>
          {[...nodes]
            .sort((a, b) => a.component - b.component || b.guns - a.guns)
            .map((node) => (
              <tr key={node.id}>
                <td>
                  <NodeName node={node} />
                </td>
                <td class="numeric">{formatCount(node.guns)}</td>
                <td class="numeric">{node.component}</td>
                <td class="numeric">{node.community}</td>
                <td>{near(node.id).join(', ')}</td>
                <td>
                  {node.indicators
                    .map((indicator) => sayKnown(PURCHASER_INDICATOR_WORDS[indicator].label))
                    .join(', ') || '–'}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** A purchaser is opened, and a dealer filtered to, as in the picture: by keyboard too. */
function NodeName({ node }: { readonly node: NetworkNode }) {
  if (node.kind !== 'purchaser' && node.kind !== 'dealer') return <>{node.label}</>;
  const isDealer = node.kind === 'dealer';
  return (
    <button
      type="button"
      class="link-button"
      title={isDealer ? say('Filter page, map and tables to this dealer') : say('Open this purchaser')}
      onClick={() =>
        isDealer ? filterToDealers([numberOf(node)]) : changePage({ openPurchaser: numberOf(node) })
      }
    >
      {node.label}
    </button>
  );
}
