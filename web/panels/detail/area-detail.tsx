import { stateByCode } from '../../../domain/geography/states.ts';
import type { FlowFeature } from '../../../domain/responses.ts';
import { areaDetail, stateOfCode } from '../../state/detail.ts';
import { flows } from '../../state/map-data.ts';
import { changeFilter, select } from '../../state/page.ts';
import { formatCount, guns, shareOf } from '../../words/format.ts';
import { Facts } from './facts.tsx';

const TOP_FLOWS = 5;

export function AreaDetail({ code }: { code: string }) {
  const { node, touching } = areaDetail.value;
  const state = stateOfCode(code);
  const stateName = stateByCode(state)?.name ?? state;
  if (node === null) {
    return (
      <p class="muted">
        {flows.value.answer === null
          ? 'Looking up the area…'
          : `No gun of this selection was sold or recovered in ${code === state ? stateName : `county ${code}`} at the level shown.`}
      </p>
    );
  }
  const { name, sold, recovered, stayed } = node.properties;
  const into = touching.filter(({ properties }) => properties.destination === code);
  const outOf = touching.filter(({ properties }) => properties.origin === code);
  return (
    <>
      <h2>{name}</h2>
      <Facts
        facts={[
          ['Recovered here', `${guns(recovered)} traced to a dealer`],
          ['Of these sold here', shareOf(stayed, recovered)],
          ['Sold here', guns(sold)],
          ['Recovered elsewhere', formatCount(sold - stayed)],
        ]}
      />
      <div class="button-row">
        <button type="button" class="button" onClick={() => changeFilter({ recoveryState: [state] })}>
          Recovered in {stateName}
        </button>
        <button type="button" class="button" onClick={() => changeFilter({ sourceState: [state] })}>
          Sold in {stateName}
        </button>
      </div>
      <FlowList
        title="Where its recovered guns were sold"
        flows={into}
        nameOf={({ originName }) => originName}
      />
      <FlowList
        title="Where guns sold here were recovered"
        flows={outOf}
        nameOf={({ destinationName }) => destinationName}
      />
    </>
  );
}

function FlowList({
  title,
  flows: list,
  nameOf,
}: {
  title: string;
  flows: readonly FlowFeature[];
  nameOf: (properties: FlowFeature['properties']) => string;
}) {
  const top = [...list].sort((a, b) => b.properties.count - a.properties.count).slice(0, TOP_FLOWS);
  return (
    <section class="detail-section">
      <h3>{title}</h3>
      {top.length === 0 && <p class="muted small">No other area.</p>}
      <ol class="top-list">
        {top.map(({ id, properties }) => (
          <li key={id}>
            <button
              type="button"
              class="link-button"
              onClick={() =>
                select({ kind: 'flow', origin: properties.origin, destination: properties.destination })
              }
            >
              {nameOf(properties)}
            </button>
            <span class="number">{guns(properties.count)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
