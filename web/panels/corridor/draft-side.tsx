import type { CorridorSide } from '../../../domain/corridor.ts';
import { stateByCode, stateByFips } from '../../../domain/geography/states.ts';
import { addPlaces, giveUpOutline, removePlace, startDrawing } from '../../state/corridor-draft.ts';
import type { DraftPlace } from '../../state/corridor-draft-text.ts';
import { drawing, markedOutlines } from '../../state/corridors.ts';
import { currentMap } from '../../state/current-map.ts';
import { say } from '../../words/say.ts';
import { Icon } from '../icon.tsx';
import { AreaSearch } from './area-search.tsx';

const TITLES = { origin: say('Sold in'), destination: say('Recovered in') } as const;
const CLASSES = { origin: 'sold', destination: 'recovered' } as const;

/** The places at one side of the corridor being drawn, and the ways to add one. */
export function DraftSide({ side, places }: { side: CorridorSide; places: readonly DraftPlace[] }) {
  const isDrawing = drawing.value?.side === side;
  const names = namesOf(places);
  return (
    <fieldset class="draft-side" aria-label={TITLES[side]}>
      <h3>
        <span class={`side ${CLASSES[side]}`}>{TITLES[side]}</span>
      </h3>
      <ul class="chips" aria-label={TITLES[side]}>
        {places.map((place, index) => (
          <li key={JSON.stringify(place)} class="chip">
            {names[index]}
            <button
              type="button"
              class="button quiet icon"
              aria-label={say('Take out {name}', { name: names[index] ?? '' })}
              onClick={() => removePlace(side, place)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <AreaSearch
        label={say('Add a state or county where guns were {side}', { side: CLASSES[side] })}
        onPick={({ code }) => addPlaces(side, [{ kind: 'area', code }])}
      />
      <button
        type="button"
        class="button"
        aria-pressed={isDrawing}
        disabled={currentMap.value === null}
        onClick={() => (isDrawing ? giveUpOutline() : startDrawing(side))}
      >
        {isDrawing ? say('Give up drawing') : say('Draw an area on the map')}
      </button>
    </fieldset>
  );
}

function namesOf(places: readonly DraftPlace[]): readonly string[] {
  const outlines = markedOutlines.value.value.answer?.features ?? [];
  const drawn = places.filter(({ kind }) => kind === 'polygon').length;
  let number = 0;
  return places.map((place) => {
    if (place.kind === 'polygon') {
      number += 1;
      return drawn === 1 ? say('Drawn area') : say('Drawn area {number}', { number });
    }
    const { code } = place;
    if (code.length === 2) return stateByCode(code)?.name ?? code;
    const name = outlines.find(({ id }) => id === code)?.properties.name;
    return name === undefined ? code : `${name}, ${stateByFips(code.slice(0, 2))?.code ?? ''}`;
  });
}
