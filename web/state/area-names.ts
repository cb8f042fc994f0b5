import { computed, effect, signal } from '@preact/signals';
import { flows } from './map-data.ts';
import { filter } from './page.ts';
import { loadPlaces } from './places.ts';

/** Names of counties by code as the map's labels have them; loaded once a filter names a county. */
const labelled = signal<ReadonlyMap<string, string>>(new Map());

const countiesFiltered = computed(() => [
  ...(filter.value.sourceCounty ?? []),
  ...(filter.value.recoveryCounty ?? []),
  ...(filter.value.purchaserCounty ?? []),
]);

effect(() => {
  if (countiesFiltered.value.length > 0) loadAreaNames();
});

/** Sees to it that counties have names where something else than the filter speaks of them. */
export function loadAreaNames(): void {
  if (labelled.peek().size > 0) return;
  loadPlaces().then(
    (places) => {
      const counties = places.filter(({ kind }) => kind === 'county');
      labelled.value = new Map(counties.map(({ code, name, state }) => [code, `${name}, ${state}`]));
    },
    // Without names the codes stand in their place.
    () => undefined,
  );
}

/** Names by code of the areas that the filter or the flows shown speak of. */
export const areaNames = computed<ReadonlyMap<string, string>>(() => {
  const nodes = flows.value.answer?.nodes ?? [];
  return new Map([
    ...labelled.value,
    ...nodes.map(({ properties: { code, name } }) => [code, name] as const),
  ]);
});
