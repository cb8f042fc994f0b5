import { computed, effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { tileAddress } from '../../api/endpoints.ts';
import type { GunMap } from '../../map/gun-map.ts';
import { eventInFocus, lifeOfGun } from '../../state/gun.ts';
import { checkSession } from '../../state/session.ts';
import { theme } from '../../state/theme.ts';
import { MapButtons, MapFrame, notDrawn } from '../map-frame.tsx';
import { gunStops } from './gun-stops.ts';

/** The small map of a gun's page. */
export function GunCanvas({ onPick }: { onPick: (event: number) => void }) {
  const container = useRef<HTMLDivElement>(null);
  const map = useSignal<GunMap | null>(null);
  const broken = useSignal<string | null>(null);
  const failing = useSignal(false);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    let stop = () => {};
    const opening = import('../../map/gun-map.ts').then((module) => {
      const start = {
        theme: theme.peek(),
        streetTiles: tileAddress('streets', ''),
        stops: gunStops(lifeOfGun.peek()),
      };
      const made = new module.GunMap(element, start, {
        onPick,
        onBroken: (reason) => {
          broken.value = reason;
          map.value = null;
        },
        onTilesRefused: checkSession,
        onTilesFailing: (now) => {
          failing.value = now;
        },
      });
      map.value = made;
      stop = follow(made);
      return made;
    });
    opening.catch((error: unknown) => {
      broken.value = notDrawn(error);
    });
    return () => {
      stop();
      void opening.then((made) => made.destroy()).catch(() => undefined);
    };
  }, []);
  return (
    <>
      <MapFrame
        container={container}
        label="Map of the places in the life of this gun, by their numbers in the list. Arrow keys move it, plus and minus zoom."
        isFailing={failing.value}
        broken={broken.value}
        withoutMap="The list holds the same places."
      />
      {broken.value === null && (
        <MapButtons
          onZoom={(steps) => map.value?.zoomBy(steps)}
          onFit={() => map.value?.fit()}
          fitLabel="Show all places"
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
