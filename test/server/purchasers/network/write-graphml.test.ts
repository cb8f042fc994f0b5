import { UndirectedGraph } from 'graphology';
import { expect, it } from 'vitest';
import type { NetworkGraph } from '../../../../server/purchasers/network/connect-purchasers.ts';
import { writeGraphml } from '../../../../server/purchasers/network/write-graphml.ts';

it('writes nodes and edges with what is known of them, and text that XML can hold', () => {
  const graph: NetworkGraph = new UndirectedGraph();
  graph.addNode('purchaser:1', {
    kind: 'purchaser',
    label: 'Purchaser 1',
    guns: 3,
    indicators: ['multipleSale', 'shortTimeToCrime'],
    component: 1,
    community: 2,
  });
  graph.addNode('dealer:7', {
    kind: 'dealer',
    label: 'Roe & Sons <"Guns">\u0007',
    guns: 5,
    indicators: [],
    component: 1,
    community: 2,
  });
  graph.addEdge('purchaser:1', 'dealer:7', { guns: 2 });
  const text = writeGraphml(graph);
  expect(text).toContain(
    '<node id="purchaser:1"><data key="node-kind">purchaser</data><data key="node-label">Purchaser 1</data>' +
      '<data key="node-guns">3</data><data key="node-indicators">multipleSale shortTimeToCrime</data>' +
      '<data key="node-component">1</data><data key="node-community">2</data></node>',
  );
  expect(text).toContain('<data key="node-label">Roe &amp; Sons &lt;&quot;Guns&quot;&gt;</data>');
  expect(text).toContain(
    '<edge source="purchaser:1" target="dealer:7"><data key="edge-guns">2</data></edge>',
  );
});
