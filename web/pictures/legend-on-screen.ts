import { HOTSPOT_CLASSES, isSignificant } from '../../domain/hotspots.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import { OBTAINED_HOW } from '../../domain/vocabulary.ts';
import { drawnFromZoom } from '../map/data-layers.ts';
import { shadeColour } from '../map/hotspot-colours.ts';
import type { HotspotShade } from '../state/hotspot-choice.ts';
import { EMERGING_SHADES, isOverTime } from '../state/hotspot-choice.ts';
import { hotspotSurface, hotspots, shadeOf } from '../state/hotspots.ts';
import { layersInUse } from '../state/layers-in-use.ts';
import { scaleInUse } from '../state/line-scale.ts';
import { flows, mapZoom, way } from '../state/map-data.ts';
import { debriefs } from '../state/market-records.ts';
import { page } from '../state/page.ts';
import { MAP_LAYER_IDS } from '../state/page-state.ts';
import { onLinesWords } from '../words/flow-words.ts';
import { formatCount } from '../words/format.ts';
import { methodWords, metres, SUBJECT_WORDS, shadeWords } from '../words/hotspot-words.ts';
import { OBTAINED_HOW_WORDS } from '../words/market-words.ts';
import { say } from '../words/say.ts';
import { bubbleMark, swatchMark } from './legend-marks.ts';
import { PAPER_PALETTE } from './paper-colours.ts';
import type { LegendEntry, LegendFacts } from './picture-legend.ts';
import { pictureLegend } from './picture-legend.ts';

/** What the symbols of the map mean as it is. */
export function legendOnScreen(): readonly LegendEntry[] {
  const layers = layersInUse();
  const isDrawn = (id: (typeof MAP_LAYER_IDS)[number]) =>
    layers[id] && mapZoom.peek() >= drawnFromZoom(id, layers);
  return pictureLegend({
    shown: MAP_LAYER_IDS.filter(isDrawn),
    palette: PAPER_PALETTE,
    flows: flowFacts(),
    buckets: TIME_TO_CRIME_BUCKETS,
    hotspots: hotspotFacts(),
    debriefs: debriefLines(),
  });
}

function flowFacts(): LegendFacts['flows'] {
  const { answer } = flows.peek();
  if (answer === null) return null;
  const { flowTop } = scaleInUse.peek();
  const { origin, destination, way: words } = way.peek();
  return {
    title: say('Flows {words}', { words }),
    top: flowTop,
    isCapped: answer.features.some(({ properties }) => properties.count > flowTop),
    origin: origin.here,
    destination: destination.here,
    note: onLinesWords(answer),
  };
}

function hotspotFacts(): LegendFacts['hotspots'] {
  const { colour, of } = page.peek().hotspots;
  if (colour === 'surface') return surfaceFacts();
  const { answer } = hotspots.value.peek();
  if (answer === null) return null;
  const drawn = new Set(answer.features.map(shadeOf));
  const shades: readonly HotspotShade[] = isOverTime(colour)
    ? [...EMERGING_SHADES.filter((shade) => drawn.has(shade)), 'none']
    : HOTSPOT_CLASSES;
  return {
    lines: shades.map((shade) => ({
      mark: swatchMark(shadeColour(PAPER_PALETTE, shade), shadeWords(shade).letter, hatchOf(shade)),
      label: shade === 'none' ? SUBJECT_WORDS[of].byChance : shadeWords(shade).label,
    })),
    note: say('{method} Hatched and outlined: significant.', { method: methodWords(answer.method) }),
  };
}

function surfaceFacts(): LegendFacts['hotspots'] {
  const { answer } = hotspotSurface.value.peek();
  if (answer === null) return null;
  return {
    lines: [],
    note: say(
      'None to {most} a square kilometre, spread over {bandwidthMetres} around each. A picture, not a test: it has peaks whatever the data.',
      { most: formatCount(answer.most), bandwidthMetres: metres(answer.bandwidthMetres) },
    ),
  };
}

function hatchOf(shade: HotspotShade): 'hot' | 'cold' | null {
  const found = HOTSPOT_CLASSES.find((one) => one === shade);
  if (found !== undefined && !isSignificant(found)) return null;
  return shade.startsWith('hot') ? 'hot' : 'cold';
}

function debriefLines(): LegendFacts['debriefs'] {
  const features = debriefs.value.peek().answer?.features ?? [];
  return OBTAINED_HOW.filter((how) => features.some(({ properties }) => properties.obtainedHow === how)).map(
    (how) => ({
      mark: bubbleMark(PAPER_PALETTE.debrief, OBTAINED_HOW_WORDS[how].letter),
      label: OBTAINED_HOW_WORDS[how].label,
    }),
  );
}
