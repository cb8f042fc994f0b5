import { computed, effect, useSignal } from '@preact/signals';
import { tileAddress } from '../../api/endpoints.ts';
import type { GunMap } from '../../map/gun-map.ts';
import { basemap } from '../../state/basemap.ts';
import { eventInFocus, lifeOfGun } from '../../state/gun.ts';
import { theme } from '../../state/theme.ts';
import { say } from '../../words/say.ts';
import { MapButtons, MapFrame } from '../map-frame.tsx';
import { useMap } from '../use-map.ts';
import { gunStops } from './gun-stops.ts';

/** The small map of a gun's page. */
export function GunCanvas({ onPick }: { onPick: (event: number) => void }) {
  const map = useSignal<GunMap | null>(null);
  const { container, isFailing, broken } = useMap(async (element, events) => {
    const module = await import('../../map/gun-map.ts');
    const made = new module.GunMap(
      element,
      {
        theme: theme.peek(),
        streetTiles: tileAddress('streets', ''),
        basemap: basemap.peek(),
        stops: gunStops(lifeOfGun.peek()),
      },
      { ...events, onPick },
    );
    map.value = made;
    const stop = follow(made);
    const close = () => {
      stop();
      made.destroy();
    };
    return { close };
  });
  return (
    <>
      <MapFrame
        container={container}
        label={say(
          'Map of the places in the life of this gun, by their numbers in the list. Arrow keys move it, plus and minus zoom.',
        )}
        isFailing={isFailing}
        broken={broken}
        withoutMap={say('The list holds the same places.')}
      />
      {broken === null && (
        <MapButtons
          onZoom={(steps) => map.value?.zoomBy(steps)}
          onFit={() => map.value?.fit()}
          fitLabel={say('Show all places')}
        />
      )}
    </>
  );
}

/** Keeps the map as the page's state says. */
function follow(map: GunMap): () => void {
  let shown = JSON.stringify(gunStops(lifeOfGun.peek()));
  const key = computed(() => JSON.stringify(gunStops(lifeOfGun.value)));
  const stops = [
    effect(() => {
      if (key.value === shown) return;
      shown = key.value;
      map.show(gunStops(lifeOfGun.peek()));
    }),
    effect(() => map.highlight(eventInFocus.value)),
    effect(() => void map.setTheme(theme.value)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
