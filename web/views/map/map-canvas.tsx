import { batch, effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { tileAddress } from '../../api/endpoints.ts';
import { corridorFeatures } from '../../map/corridor-features.ts';
import { densityImage } from '../../map/density-image.ts';
import { hotspotDrawing } from '../../map/hotspot-features.ts';
import type { MapSubject } from '../../map/map-subject.ts';
import { hoverSentence } from '../../map/map-subject.ts';
import { debriefDrawing, linkDrawing, theftDrawing } from '../../map/market-features.ts';
import { PALETTES } from '../../map/palette.ts';
import type { TraceMap } from '../../map/trace-map.ts';
import { basemap } from '../../state/basemap.ts';
import { addCorner, closeOutline } from '../../state/corridor-draft.ts';
import { drawing, markedOutlines, markedPlaces } from '../../state/corridors.ts';
import { currentMap, mapDrawn } from '../../state/current-map.ts';
import { areasInFocus } from '../../state/detail.ts';
import { hotspotSurface, hotspots, shadeOf, shownHotspots } from '../../state/hotspots.ts';
import { layersInUse } from '../../state/layers-in-use.ts';
import { scaleInUse } from '../../state/line-scale.ts';
import { flows, hoveredFlow, mapBounds, mapZoom, way } from '../../state/map-data.ts';
import { mapInWords } from '../../state/map-in-words.ts';
import type { MapView } from '../../state/map-view.ts';
import { chainLinks, selectedDebriefs, selectedThefts } from '../../state/market-detail.ts';
import { shownDebriefs, shownLinks, shownThefts } from '../../state/market-records.ts';
import { changePage, clearSelection, filterQuery, page, select } from '../../state/page.ts';
import type { MapPlace } from '../../state/page-state.ts';
import { formatPage } from '../../state/page-state.ts';
import { pin } from '../../state/pin.ts';
import type { Selection } from '../../state/selection.ts';
import { flowId } from '../../state/selection.ts';
import { checkSession, dataChanges } from '../../state/session.ts';
import { theme } from '../../state/theme.ts';
import { say } from '../../words/say.ts';
import { MapButtons, MapFrame, notDrawn } from '../map-frame.tsx';

interface Tooltip {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The map itself: hands data to the map object and turns what it hears into changes of the page. */
export function MapCanvas() {
  const container = useRef<HTMLDivElement>(null);
  const tooltip = useSignal<Tooltip | null>(null);
  const broken = useSignal<string | null>(null);
  const failing = useSignal(false);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    let stop = () => {};
    const opening = import('../../map/trace-map.ts').then(({ TraceMap }) => {
      const map = new TraceMap(
        element,
        {
          theme: theme.peek(),
          place: page.peek().at,
          shown: layersInUse(),
          tiles: tilesInUse(),
          streetTiles: tileAddress('streets', ''),
          basemap: basemap.peek(),
        },
        {
          onMove: rememberPlace,
          onHover: (subject, x, y) => {
            tooltip.value = subject === null ? null : { text: hoverSentence(subject, way.peek()), x, y };
            hoveredFlow.value = subject?.kind === 'flow' ? subject.id : null;
          },
          onPick: (subject, add) => {
            // The detail that opens makes the map narrower: what was under the pointer is elsewhere now.
            tooltip.value = null;
            pick(subject, add);
          },
          onCorner: addCorner,
          onOutlineClosed: closeOutline,
          onDrawn: (isDrawn) => {
            mapDrawn.value = isDrawn;
          },
          onBroken: (reason) => {
            // Nothing more will be drawn, and nobody must wait for it.
            mapDrawn.value = true;
            broken.value = reason;
          },
          onTilesRefused: checkSession,
          onTilesFailing: (now) => {
            failing.value = now;
          },
        },
      );
      look(map.place(), map.bounds());
      currentMap.value = map;
      stop = follow(map);
      return map;
    });
    opening.catch((error: unknown) => {
      broken.value = notDrawn(error);
    });
    return () => {
      stop();
      currentMap.value = null;
      mapDrawn.value = true;
      void opening.then((map) => map.destroy()).catch(() => undefined);
    };
  }, []);
  return (
    <>
      <MapFrame
        container={container}
        label={say(
          'Map of gun flows. Arrow keys move it, plus and minus zoom. The table holds the same figures.',
        )}
        description={mapInWords.value}
        isFailing={failing.value}
        broken={broken.value}
        withoutMap={say('The table and the exports work without it.')}
      />
      {tooltip.value !== null && <MapTooltip {...tooltip.value} />}
      <MapButtons
        onZoom={(steps) => currentMap.value?.zoomBy(steps)}
        onFit={() => currentMap.value?.fit(flows.value.answer?.bbox)}
        fitLabel={say('Show all flows')}
      />
    </>
  );
}

function tilesInUse() {
  const query = filterQuery.value;
  // Another version of the records is another address: the browser may hold on to tiles.
  const version = dataChanges.value;
  return (layer: string) => `${tileAddress(layer, query)}${version === 0 ? '' : `#${version}`}`;
}

/** Keeps the map as the page's state says. */
function follow(map: TraceMap): () => void {
  const stops = [
    effect(() => void map.setTheme(theme.value)),
    effect(() => void map.setTiles(tilesInUse())),
    effect(() => void map.showLayers(layersInUse())),
    effect(() => {
      const { answer } = flows.value;
      if (answer !== null) map.setFlows(answer, scaleInUse.value);
    }),
    effect(() => {
      const { answer } = hotspots.value.value;
      const isSurface = page.value.hotspots.colour === 'surface';
      const cells = answer === null || isSurface ? [] : shownHotspots.value;
      void map.setHotspots(hotspotDrawing(cells, shadeOf, answer?.method ?? NOT_ASKED));
    }),
    effect(() => {
      const { answer } = hotspotSurface.value.value;
      void map.setSurface(answer === null ? null : densityImage(answer, PALETTES[theme.value]));
    }),
    effect(() => {
      const chain = chainLinks.value.value.answer?.features ?? [];
      void map.setRecords('links', linkDrawing(shownLinks.value, chain));
    }),
    effect(
      () => void map.setRecords('debriefs', debriefDrawing(shownDebriefs.value, selectedDebriefs.value)),
    ),
    effect(() => void map.setRecords('thefts', theftDrawing(shownThefts.value, selectedThefts.value))),
    effect(() => void map.setSelected(page.value.selection.map(featureOf))),
    effect(() => void map.setFocus(areasInFocus.value)),
    effect(() => void map.setHoveredFlow(hoveredFlow.value)),
    effect(() => map.setPin(pin.value)),
    effect(() => {
      const { answer } = markedOutlines.value.value;
      void map.setCorridor(corridorFeatures(markedPlaces.value, answer));
    }),
    effect(() => void map.setOutline(drawing.value)),
    effect(() => {
      const { at } = page.value;
      // Back and Forward change the place from outside; the map's own moves arrive here too and change nothing.
      if (at !== null && !isSamePlace(at, map.place())) map.jumpTo(at);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function featureOf(selection: Selection): { source: string; id: string | number } {
  switch (selection.kind) {
    case 'flow':
      return { source: 'flows', id: flowId(selection.origin, selection.destination) };
    case 'dealer':
      return { source: 'dealers', id: selection.id };
    case 'recovery':
      return { source: 'recoveries', id: selection.id };
    case 'link':
      return { source: 'links', id: selection.id };
    case 'debrief':
      return { source: 'debriefs', id: selection.id };
    case 'theft':
      return { source: 'thefts', id: selection.id };
    case 'hotspot':
      return { source: 'hotspot-cells', id: selection.cell };
    case 'area':
      return { source: 'areas', id: selection.code };
  }
}

function look({ zoom }: MapPlace, bounds: MapView): void {
  batch(() => {
    mapZoom.value = zoom;
    mapBounds.value = bounds;
  });
}

/** There is no cell to say it of. */
const NOT_ASKED = { of: 'recoveries', rate: 'none', bandwidthMetres: 0 } as const;

const asWritten = (at: MapPlace) => formatPage({ ...page.peek(), at });
const isSamePlace = (a: MapPlace, b: MapPlace) => asWritten(a) === asWritten(b);

function rememberPlace(place: MapPlace, bounds: MapView, isChosen: boolean): void {
  look(place, bounds);
  if (!isChosen) return;
  if (page.peek().at === null || !isSamePlace(place, page.peek().at ?? place))
    changePage({ at: place }, 'same');
}

function pick(subject: MapSubject | null, add: boolean): void {
  const selection = subject === null ? null : selectionOf(subject);
  if (selection !== null) select(selection, add);
  else if (!add) clearSelection();
}

function selectionOf(subject: MapSubject): Selection | null {
  switch (subject.kind) {
    case 'flow':
      return { kind: 'flow', origin: subject.origin, destination: subject.destination };
    case 'node':
    case 'area':
      return { kind: 'area', code: subject.code };
    case 'hotspot':
      return { kind: 'hotspot', cell: subject.cell };
    case 'dealer':
    case 'recovery':
    case 'link':
    case 'debrief':
    case 'theft':
      return { kind: subject.kind, id: subject.id };
    default:
      return null;
  }
}

const TOOLTIP_WIDTH_PX = 280;

function MapTooltip({ text, x, y }: Tooltip) {
  const isRight = x > window.innerWidth - TOOLTIP_WIDTH_PX - 320;
  return (
    <p
      class="map-tooltip"
      role="tooltip"
      style={{
        left: `${x}px`,
        top: `${y}px`,
        transform: `translate(${isRight ? 'calc(-100% - 12px)' : '12px'}, 12px)`,
      }}
    >
      {text}
    </p>
  );
}
