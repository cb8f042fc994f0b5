import { computed, effect } from '@preact/signals';
import type { ReviewItem } from '../../../domain/review.ts';
import { tileAddress } from '../../api/endpoints.ts';
import type { ReviewMap, ReviewScene } from '../../map/review-map.ts';
import { ZOOM_FOR } from '../../state/address-search.ts';
import { basemap } from '../../state/basemap.ts';
import { isForAlike, openItem } from '../../state/review.ts';
import { highlighted, reviewMap } from '../../state/review-map.ts';
import { movePinTo, takePinAway } from '../../state/review-pin.ts';
import { theme } from '../../state/theme.ts';
import { say } from '../../words/say.ts';
import { MapButtons, MapFrame } from '../map-frame.tsx';
import { useMap } from '../use-map.ts';
import { choose } from './review-acts.ts';

/** The map: shows the address in question, and tells what is picked on it. */
export function ReviewCanvas() {
  const { container, isFailing, broken } = useMap(
    async (element, events) => {
      const module = await import('../../map/review-map.ts');
      const scene = sceneOf(openItem.peek());
      const map = new module.ReviewMap(
        element,
        { theme: theme.peek(), streetTiles: tileAddress('streets', ''), basemap: basemap.peek(), scene },
        {
          ...events,
          onPick: (index) => choose(index, isForAlike.peek()),
          onHover: (index) => {
            highlighted.value = index;
          },
          onPinRest: movePinTo,
        },
      );
      reviewMap.value = map;
      const stop = follow(map, scene);
      const close = () => {
        stop();
        forget();
        map.destroy();
      };
      return { close };
    },
    () => {
      reviewMap.value = null;
    },
  );
  return (
    <>
      <MapFrame
        container={container}
        label={say(
          'Map of the places the address may mean. Arrow keys move it, plus and minus zoom. The list holds the same places.',
        )}
        isFailing={isFailing}
        broken={broken}
        withoutMap={say('The list and its candidates work without it; only a pin needs it.')}
      />
      {broken === null && (
        <MapButtons
          onZoom={(steps) => reviewMap.value?.zoomBy(steps)}
          onFit={() => reviewMap.value?.fit()}
          fitLabel={say('Show all places')}
        />
      )}
    </>
  );
}

function forget(): void {
  reviewMap.value = null;
  takePinAway();
}

function sceneOf(item: ReviewItem | null): ReviewScene {
  const area = item?.area ?? null;
  return {
    candidates: item?.candidates ?? [],
    area: area === null ? null : { ...area, zoom: ZOOM_FOR[area.precision] },
  };
}

/** What is on the map, as text: the same address loaded anew must not move it under a pin. */
const sceneKey = (item: ReviewItem | null) => JSON.stringify([item?.id, sceneOf(item)]);

/** Keeps the map as the page's state says. */
function follow(map: ReviewMap, first: ReviewScene): () => void {
  const key = computed(() => sceneKey(openItem.value));
  let shown = JSON.stringify([openItem.peek()?.id, first]);
  const stops = [
    effect(() => {
      if (key.value === shown) return;
      shown = key.value;
      takePinAway();
      map.show(sceneOf(openItem.peek()));
    }),
    effect(() => map.highlight(highlighted.value)),
    effect(() => void map.setTheme(theme.value)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
