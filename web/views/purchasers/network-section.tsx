import { useId, useMemo } from 'preact/hooks';
import { PURCHASER_INDICATOR_WORDS } from '../../../domain/purchasers/indicators.ts';
import type { NetworkNode, PurchaserNetwork } from '../../../domain/purchasers/network.ts';
import { MOST_NETWORK_PURCHASERS, NETWORK_NODE_KINDS } from '../../../domain/purchasers/network.ts';
import { getNetwork, networkAddress } from '../../api/purchasers.ts';
import type { NetworkLayout, PlacedNode } from '../../charts/network-layout.ts';
import { layOutNetwork } from '../../charts/network-layout.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage, page } from '../../state/page.ts';
import { purchaserQuery } from '../../state/purchasers.ts';
import { dataChanges } from '../../state/session.ts';
import { formatCount, guns } from '../../words/format.ts';
import { NODE_KIND_WORDS, networkSentence } from '../../words/purchaser-words.ts';
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
      <h2 id={`${id}-title`}>What connects them</h2>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">Looking for what connects them …</p>}
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
  return (
    <>
      <NetworkPicture layout={layout} label={networkSentence(network)} />
      <ul class="network-key" aria-label="Symbols">
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
        <summary>The network as a table</summary>
        <NodeTable network={network} />
      </details>
      <details>
        <summary>How is this computed?</summary>
        <div class="plot-how">
          <p>
            Looked at are the first {MOST_NETWORK_PURCHASERS} purchasers of the list above. Drawn are dealers,
            ballistic chains and possessors that guns of two or more of them have in common, and the
            purchasers these connect. A group is what hangs together; a community within it is closer to each
            other than to others (Louvain: Blondel and others 2008, Journal of Statistical Mechanics P10008).
            A large dealer connects people who have nothing else in common: a line is a fact about guns, not
            about people.
          </p>
          <p>
            Possessors are told apart by name and birth date, where you may read both, and are numbered for
            this picture alone.
          </p>
        </div>
      </details>
      <div class="button-row">
        <a class="button" href={networkAddress('graphml', query)} download="tracemap-network.graphml">
          GraphML for i2
        </a>
        <a class="button" href={networkAddress('gexf', query)} download="tracemap-network.gexf">
          GEXF for Gephi
        </a>
      </div>
    </>
  );
}

/** Larger the more guns, so that twice the guns are twice the area. */
const sizeOf = ({ guns: count }: NetworkNode) => Math.min(2, 0.8 + Math.sqrt(count) / 6);

function NetworkPicture({ layout, label }: { readonly layout: NetworkLayout; readonly label: string }) {
  return (
    <svg class="network" viewBox={layout.box.join(' ')} role="img" aria-label={label}>
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

function NodeShape({ node }: { readonly node: PlacedNode }) {
  const number = numberOf(node);
  const isOpen = node.kind === 'purchaser' && number === page.value.openPurchaser;
  return (
    // The table beside it does the same by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: so that a picture has not a hundred stops of Tab
    <g
      transform={`translate(${node.x} ${node.y})`}
      class={node.kind === 'purchaser' ? 'network-node is-open-able' : 'network-node'}
      onClick={node.kind === 'purchaser' ? () => changePage({ openPurchaser: number }) : undefined}
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
        <caption class="visually-hidden">The network</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" class="numeric">
              Guns
            </th>
            <th scope="col" class="numeric">
              Group
            </th>
            <th scope="col" class="numeric">
              Community
            </th>
            <th scope="col">Connected to</th>
            <th scope="col">Indicators</th>
          </tr>
        </thead>
        <tbody>
          {[...nodes]
            .sort((a, b) => a.component - b.component || b.guns - a.guns)
            .map((node) => (
              <tr key={node.id}>
                <td>
                  {node.kind === 'purchaser' ? (
                    <button
                      type="button"
                      class="link-button"
                      onClick={() => changePage({ openPurchaser: numberOf(node) })}
                    >
                      {node.label}
                    </button>
                  ) : (
                    node.label
                  )}
                </td>
                <td class="numeric">{formatCount(node.guns)}</td>
                <td class="numeric">{node.component}</td>
                <td class="numeric">{node.community}</td>
                <td>{near(node.id).join(', ')}</td>
                <td>
                  {node.indicators
                    .map((indicator) => PURCHASER_INDICATOR_WORDS[indicator].label)
                    .join(', ') || '–'}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
