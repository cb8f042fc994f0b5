import type { FeatureCollection, Polygon } from 'geojson';
import type { HotspotFeature, HotspotMethod } from '../../domain/hotspots.ts';
import { isSignificant } from '../../domain/hotspots.ts';
import type { HotspotShade } from '../state/hotspot-choice.ts';
import { hotspotSentence, shadeWords } from '../words/hotspot-words.ts';

/** Which way a cell is hatched; not at all where it is not significant. */
export type Hatch = 'hot' | 'cold' | '';

/** Cells as the map draws them: their shade, whether hatched and outlined, their letter, and the sentence of the tooltip. */
export function hotspotDrawing(
  features: readonly HotspotFeature[],
  shadeOf: (feature: HotspotFeature) => HotspotShade,
  method: Pick<HotspotMethod, 'of' | 'rate' | 'bandwidthMetres'>,
): FeatureCollection<Polygon> {
  return {
    type: 'FeatureCollection',
    features: features.map((feature) => {
      const shade = shadeOf(feature);
      return {
        type: 'Feature',
        geometry: feature.geometry,
        properties: {
          cell: feature.properties.cell,
          shade,
          hatch: hatchOf(shade),
          letter: shadeWords(shade).letter,
          sentence: hotspotSentence(feature.properties, shade, method),
        },
      };
    }),
  };
}

/** Hot leans one way and cold the other, so that neither is told by its hue alone. */
function hatchOf(shade: HotspotShade): Hatch {
  if (shade.includes('-')) return shade.startsWith('hot') ? 'hot' : 'cold';
  const [found] = (['hot99', 'hot95', 'cold95', 'cold99'] as const).filter((one) => one === shade);
  if (found === undefined || !isSignificant(found)) return '';
  return found.startsWith('hot') ? 'hot' : 'cold';
}
