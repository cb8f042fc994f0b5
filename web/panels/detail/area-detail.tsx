import { stateByCode } from '../../../domain/geography/states.ts';
import type { FlowFeature } from '../../../domain/responses.ts';
import { areaFilterKey } from '../../state/area-filter.ts';
import { areaNames } from '../../state/area-names.ts';
import { areaDetail, levelOfCode } from '../../state/detail.ts';
import { flows, way } from '../../state/map-data.ts';
import { changeFilter, filter, select } from '../../state/page.ts';
import { asHeading } from '../../words/end-words.ts';
import { formatCount, guns, shareOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { Facts } from './facts.tsx';

const TOP_FLOWS = 5;

export function AreaDetail({ code }: { code: string }) {
  const { node, touching } = areaDetail.value;
  const { origin, destination, traced } = way.value;
  if (node === null) {
    return (
      <>
        <p class="muted">
          {flows.value.answer === null
            ? say('Looking up the area…')
            : say('No gun of this selection was {code}, none {code2}, at the level shown.', {
                code: origin.in(nameOf(code)),
                code2: destination.in(nameOf(code)),
              })}
        </p>
        <AreaFilters code={code} />
      </>
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
          [asHeading(destination.here), `${guns(recovered)} ${traced}`],
          [say('Of these {here}', { here: origin.here }), shareOf(stayed, recovered)],
          [asHeading(origin.here), guns(sold)],
          [say('Of these {elsewhere}', { elsewhere: destination.elsewhere }), formatCount(sold - stayed)],
        ]}
      />
      <AreaFilters code={code} />
      <FlowList title={origin.where(destination.here)} flows={into} nameOf={({ originName }) => originName} />
      <FlowList
        title={destination.where(origin.here)}
        flows={outOf}
        nameOf={({ destinationName }) => destinationName}
      />
    </>
  );
}

const nameOf = (code: string) =>
  areaNames.value.get(code) ?? stateByCode(code)?.name ?? `${levelOfCode(code)} ${code}`;

/** Leaves only guns that went out of the area or came into it; both pressed, those that did neither. */
function AreaFilters({ code }: { code: string }) {
  const level = levelOfCode(code);
  const sides = [
    { side: 'sold', ...way.value.origin },
    { side: 'recovered', ...way.value.destination },
  ];
  const buttons = sides.flatMap(({ side, end, here }) => {
    const key = areaFilterKey(level, code, end);
    return key === null ? [] : [{ key, side, here, isOn: filter.value[key]?.join() === code }];
  });
  return (
    <div class="button-row">
      {buttons.map(({ key, side, here, isOn }) => (
        <button
          key={key}
          type="button"
          class={`button area-filter ${side}`}
          aria-pressed={isOn}
          onClick={() => changeFilter({ [key]: isOn ? undefined : [code] })}
        >
          {say('Only guns {here}', { here })}
        </button>
      ))}
    </div>
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
      {top.length === 0 && <p class="muted small">{say('No other area.')}</p>}
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
