import type { FeatureCollection } from 'geojson';
import type {
  GeoJSONSource,
  ImageSource,
  Map as MapLibreMap,
  MapMouseEvent,
  VectorTileSource,
} from 'maplibre-gl';
import { Marker } from 'maplibre-gl';
import type { Basemap } from '../../domain/basemap.ts';
import type { MarketLayer } from '../../domain/record-filter.ts';
import { MARKET_LAYERS } from '../../domain/record-filter.ts';
import type { Flows } from '../../domain/responses.ts';
import { LAYERS } from '../../tiles/layers.ts';
import type { MapView } from '../state/map-view.ts';
import type { LayerSwitches, MapPlace } from '../state/page-state.ts';
import type { Pin } from '../state/pin.ts';
import { FIRST_LABEL_LAYER, FIRST_LINE_LAYER } from './basemap-style.ts';
import type { CorridorEvents } from './corridor-layer.ts';
import { CorridorLayer, corridorLayers } from './corridor-layer.ts';
import type { MapFailureEvents } from './create-map.ts';
import { createMap, hearFailures, paintLayers, repaint } from './create-map.ts';
import { type DataLayer, dataLayers, drawnFromZoom } from './data-layers.ts';
import type { PlacedImage } from './density-image.ts';
import { NO_IMAGE } from './density-image.ts';
import type { ScaleBar } from './draw-scale-bar.ts';
import { drawScaleBar } from './draw-scale-bar.ts';
import { FeatureMarks } from './feature-marks.ts';
import { flowDrawing } from './flow-features.ts';
import { type FlowScale, flowScale } from './flow-scale.ts';
import { HATCH_PIXEL_RATIO, hatchImages } from './hatch-image.ts';
import { HOTSPOT_SOURCE, HOTSPOT_SURFACE_SOURCE } from './hotspot-layers.ts';
import type { MapSubject } from './map-subject.ts';
import { PALETTES } from './palette.ts';
import { pinElement } from './pin-element.ts';
import { drawRing, parseRingImageId, RING_PIXEL_RATIO } from './ring-image.ts';
import { subjectOfFeature } from './subject-of-feature.ts';
import {
  arrowImage,
  bubbleImage,
  outlinedDiamondImage,
  outlinedSquareImage,
  SYMBOL_PIXEL_RATIO,
  squareImage,
  wedgeImage,
} from './symbol-images.ts';

export interface MapEvents extends MapFailureEvents, CorridorEvents {
  /** The map has come to rest at another place; `isChosen` unless it still shows what it opened with. */
  readonly onMove: (place: MapPlace, bounds: MapView, isChosen: boolean) => void;
  /** What the pointer is on, with the pointer's place in pixels from the map's top left; null for nothing. */
  readonly onHover: (subject: MapSubject | null, x: number, y: number) => void;
  readonly onPick: (subject: MapSubject | null, add: boolean) => void;
  /** Whether all is drawn that the map was given and has asked for. */
  readonly onDrawn: (isDrawn: boolean) => void;
}

export interface MapStart {
  readonly theme: 'light' | 'dark';
  /** Null: the contiguous United States. */
  readonly place: MapPlace | null;
  readonly shown: LayerSwitches;
  /** Address pattern of a tile layer with the filter in it. */
  readonly tiles: (layer: TileSource) => string;
  /** The same of the streets, which no filter changes. */
  readonly streetTiles: string;
  readonly basemap: Basemap;
}

const TILE_SOURCES = ['recoveries', 'dealers', 'purchasers', 'areas', 'jurisdictions'] as const;
export type TileSource = (typeof TILE_SOURCES)[number];
const NO_FEATURES: FeatureCollection = { type: 'FeatureCollection', features: [] };
const FLOW_SOURCE = 'flows';

/** The largest zoom MapLibre knows: a layer without an end. */
const MAP_ZOOM_LIMIT = 24;

type Bounds = [number, number, number, number];
const CONTIGUOUS_STATES: Bounds = [-125, 24.3, -66.7, 49.5];
const FIT_PADDING_PX = 24;
/** The legend stands at the right of a map this wide: what is fitted keeps clear of it. */
const LEGEND_FROM_WIDTH_PX = 800;
const LEGEND_WIDTH_PX = 250;
/** Pointer distance at which a thin line still counts as hit. */
const REACH_PX = 4;
const ZOOM_STEP_ON_CLUSTER = 2;
/** Flow lines are cut anew when the zoom has changed by this much: their arrows are sized in pixels. */
const REDRAW_ZOOM_CHANGE = 0.2;

/** The map: the one object that owns the MapLibre map. Components give it data and hear what the user does. */
export class TraceMap {
  private readonly map: MapLibreMap;
  private readonly marks: FeatureMarks;
  private flows: Pick<Flows, 'features' | 'nodes'> = { features: [], nodes: [] };
  private scale: FlowScale = flowScale(this.flows);
  /** What is known of each flow by its id, and of each node by its code. */
  private flowFigures: ReadonlyMap<string, object> = new Map();
  private drawnAtZoom = Number.NaN;
  private theme: MapStart['theme'];
  private focus: readonly string[] = [];
  private readonly whenLoaded: Promise<void>;
  private isLoaded = false;
  private readonly forgetFailures: () => void;
  private isPlaceChosen: boolean;
  private pin: Marker | null = null;
  private readonly corridor: CorridorLayer;

  constructor(
    private readonly container: HTMLElement,
    private readonly start: MapStart,
    private readonly events: MapEvents,
  ) {
    this.theme = start.theme;
    this.isPlaceChosen = start.place !== null;
    this.map = createMap({
      container,
      theme: start.theme,
      streetTiles: start.streetTiles,
      basemap: start.basemap,
      view: {
        ...(start.place === null
          ? { bounds: CONTIGUOUS_STATES, fitBoundsOptions: { padding: this.fitPadding() } }
          : { center: [start.place.lon, start.place.lat], zoom: start.place.zoom }),
        maxZoom: 17,
      },
    });
    this.marks = new FeatureMarks(this.map);
    this.corridor = new CorridorLayer(this.map, events);
    this.whenLoaded = new Promise((resolve) => {
      this.map.once('style.load', () => {
        this.addImages();
        this.addSources();
        this.addDataLayers();
        this.corridor.addTo(PALETTES[this.theme]);
        this.setShown(start.shown);
        this.isLoaded = true;
        resolve();
      });
    });
    this.forgetFailures = hearFailures(this.map, events);
    this.listen();
  }

  /** Frees the map; its worker stays for the next. */
  destroy(): void {
    this.map.remove();
  }

  private addImages(): void {
    const options = { sdf: true, pixelRatio: SYMBOL_PIXEL_RATIO };
    // Under names that no set of symbols of another basemap has.
    this.map.addImage('mark-arrow', arrowImage(), options);
    this.map.addImage('mark-square', squareImage(), options);
    this.map.addImage('mark-square-outline', outlinedSquareImage(), options);
    this.map.addImage('mark-diamond-outline', outlinedDiamondImage(), options);
    this.map.addImage('mark-bubble', bubbleImage(), options);
    this.map.addImage('mark-wedge', wedgeImage(), options);
    for (const { id, image } of hatchImages())
      this.map.addImage(id, image, { pixelRatio: HATCH_PIXEL_RATIO });
    this.map.setMissingStyleImageResolver((id) => {
      const ring = parseRingImageId(id);
      if (ring === null || this.map.hasImage(id)) return;
      const palette = PALETTES[ring.theme === 'dark' ? 'dark' : 'light'];
      this.map.addImage(id, drawRing(ring.steps, palette), { pixelRatio: RING_PIXEL_RATIO });
    });
  }

  private addSources(): void {
    // Flows known by now are there from the first picture on, rather than a second one after an empty one.
    this.drawnAtZoom = this.map.getZoom();
    this.map.addSource(FLOW_SOURCE, {
      type: 'geojson',
      data: flowDrawing(this.flows, this.scale, this.drawnAtZoom),
      promoteId: 'id',
    });
    this.map.addSource(HOTSPOT_SOURCE, {
      type: 'geojson',
      data: NO_FEATURES,
      promoteId: 'cell',
      tolerance: 0,
    });
    this.map.addSource(HOTSPOT_SURFACE_SOURCE, { type: 'image', ...NO_IMAGE });
    for (const source of MARKET_LAYERS) {
      this.map.addSource(source, { type: 'geojson', data: NO_FEATURES, promoteId: 'id' });
    }
    for (const source of TILE_SOURCES) {
      const { minZoom, maxZoom } = LAYERS[source];
      this.map.addSource(source, {
        type: 'vector',
        tiles: [this.start.tiles(source)],
        minzoom: minZoom,
        maxzoom: maxZoom,
        promoteId: source === 'areas' ? 'code' : 'id',
      });
    }
  }

  private addDataLayers(): void {
    const before = { lines: FIRST_LINE_LAYER, labels: FIRST_LABEL_LAYER, nothing: undefined };
    for (const { layer, below } of this.layers()) {
      this.map.addLayer(layer, before[below]);
    }
  }

  private layers(): readonly DataLayer[] {
    return dataLayers({ palette: PALETTES[this.theme], theme: this.theme, focus: this.focus });
  }

  private listen(): void {
    const { map } = this;
    map.on('moveend', () => this.onMoveEnd());
    map.on('zoom', () => this.drawFlows());
    map.on('movestart', ({ originalEvent }) => {
      if (originalEvent !== undefined) this.isPlaceChosen = true;
    });
    map.on('dataloading', () => this.events.onDrawn(false));
    map.on('idle', () => this.events.onDrawn(true));
    map.on('resize', () => this.fitAgain());
    map.on('mousemove', (event) => this.onPointer(event));
    map.on('mouseout', () => this.events.onHover(null, 0, 0));
    map.on('click', (event) => this.onClick(event));
  }

  /** Until somebody moves the map it keeps showing the whole country, however much room it has. */
  private fitAgain(): void {
    if (this.isPlaceChosen) return;
    this.map.fitBounds(CONTIGUOUS_STATES, { padding: this.fitPadding(), duration: 0 });
  }

  private onMoveEnd(): void {
    this.events.onMove(this.place(), this.bounds(), this.isPlaceChosen);
  }

  private geoJson(id: string): GeoJSONSource | undefined {
    return this.map.getSource<GeoJSONSource>(id);
  }

  private subjectAt(
    event: MapMouseEvent,
  ): { subject: MapSubject; source: string; id: string | number } | null {
    const { x, y } = event.point;
    const layers = dataLayerIds.filter((id) => this.map.getLayer(id) !== undefined);
    const near = this.map.queryRenderedFeatures(
      [
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ],
      { layers },
    );
    for (const feature of near) {
      const isFlow = feature.source === FLOW_SOURCE;
      const told = isFlow ? this.flowFigures.get(String(feature.id)) : feature.properties;
      const subject = subjectOfFeature(feature.source, told);
      if (subject !== null) return { subject, source: feature.source, id: feature.id ?? '' };
    }
    return null;
  }

  private onPointer(event: MapMouseEvent): void {
    if (this.map.isMoving() || this.corridor.isDrawing) return;
    const found = this.subjectAt(event);
    this.map.getCanvas().style.cursor = found === null ? '' : 'pointer';
    this.marks.hover(found === null ? null : { source: found.source, id: found.id });
    this.events.onHover(found?.subject ?? null, event.point.x, event.point.y);
  }

  private onClick(event: MapMouseEvent): void {
    if (this.corridor.isDrawing) return;
    const subject = this.subjectAt(event)?.subject ?? null;
    const isGroup = subject?.kind === 'cluster' || (subject?.kind === 'dealers' && subject.placed);
    if (isGroup) {
      this.isPlaceChosen = true;
      this.map.easeTo({ center: event.lngLat, zoom: this.map.getZoom() + ZOOM_STEP_ON_CLUSTER });
      return;
    }
    this.events.onPick(subject, event.originalEvent.shiftKey);
  }

  private drawFlows(force = false): void {
    const zoom = this.map.getZoom();
    if (!force && Math.abs(zoom - this.drawnAtZoom) < REDRAW_ZOOM_CHANGE) return;
    this.drawnAtZoom = zoom;
    this.geoJson(FLOW_SOURCE)?.setData(flowDrawing(this.flows, this.scale, zoom));
  }

  /** Shows these flows in place of the ones before, as wide as the scale says. */
  setFlows(flows: Pick<Flows, 'features' | 'nodes'>, scale: FlowScale): void {
    this.flows = flows;
    this.scale = scale;
    this.flowFigures = new Map<string, object>([
      ...flows.features.map(({ id, properties }) => [id, { ...properties, id }] as const),
      ...flows.nodes.map(({ properties }) => [properties.code, properties] as const),
    ]);
    this.events.onDrawn(false);
    if (this.isLoaded) this.drawFlows(true);
  }

  /** Shows these cells, as `hotspotDrawing` makes them, in place of the ones before. */
  async setHotspots(cells: FeatureCollection): Promise<void> {
    await this.whenLoaded;
    this.geoJson(HOTSPOT_SOURCE)?.setData(cells);
  }

  /** Shows these records, as market-features.ts makes them, in place of the layer's ones before. */
  async setRecords(layer: MarketLayer, drawing: FeatureCollection): Promise<void> {
    await this.whenLoaded;
    this.geoJson(layer)?.setData(drawing);
  }

  /** Shows this surface in place of the one before; null for none. */
  async setSurface(image: PlacedImage | null): Promise<void> {
    await this.whenLoaded;
    this.map.getSource<ImageSource>(HOTSPOT_SURFACE_SOURCE)?.updateImage({ ...(image ?? NO_IMAGE) });
  }

  /** Asks for tiles at other addresses (another filter); the old ones stay until the new ones are there. */
  async setTiles(tiles: MapStart['tiles']): Promise<void> {
    await this.whenLoaded;
    this.forgetFailures();
    for (const source of TILE_SOURCES) {
      const address = tiles(source);
      const tileSource = this.map.getSource<VectorTileSource>(source);
      if (tileSource !== undefined && tileSource.tiles?.[0] !== address) tileSource.setTiles([address]);
    }
  }

  /** Switches layers on and off. */
  async showLayers(shown: LayerSwitches): Promise<void> {
    await this.whenLoaded;
    this.setShown(shown);
  }

  private setShown(shown: LayerSwitches): void {
    for (const { layer, group } of this.layers()) {
      this.map.setLayoutProperty(layer.id, 'visibility', shown[group] ? 'visible' : 'none');
      const fromZoom = Math.max(layer.minzoom ?? 0, drawnFromZoom(group, shown));
      this.map.setLayerZoomRange(layer.id, fromZoom, layer.maxzoom ?? MAP_ZOOM_LIMIT);
    }
  }

  /** Recolours the map in place: nothing is loaded again. */
  async setTheme(theme: MapStart['theme']): Promise<void> {
    await this.whenLoaded;
    if (theme === this.theme) return;
    this.theme = theme;
    const layers = this.layers().map(({ layer }) => layer);
    repaint(this.map, theme, [...layers, ...corridorLayers(PALETTES[theme])]);
    // Rings and hatches are images drawn for one theme: their names change with it.
    const rings = layers.find(({ id }) => id === 'recoveries-ring');
    if (rings?.type === 'symbol') {
      this.map.setLayoutProperty(rings.id, 'icon-image', rings.layout?.['icon-image']);
    }
  }

  /** Marks these features as selected and all others as not. */
  async setSelected(features: readonly { source: string; id: string | number }[]): Promise<void> {
    await this.whenLoaded;
    this.marks.select(features);
  }

  /** Makes the flows of these areas stand out from the others; with none, all are alike. */
  async setFocus(codes: readonly string[]): Promise<void> {
    await this.whenLoaded;
    if (codes.join() === this.focus.join()) return;
    this.focus = codes;
    paintLayers(
      this.map,
      this.layers().flatMap(({ group, layer }) => (group === 'flows' ? [layer] : [])),
    );
  }

  /** Marks a flow as hovered from elsewhere on the page (a table row); null for none. */
  async setHoveredFlow(id: string | null): Promise<void> {
    await this.whenLoaded;
    this.marks.hover(id === null ? null : { source: FLOW_SOURCE, id });
  }

  /** Marks the places of corridors, in place of those before. */
  async setCorridor(marked: FeatureCollection): Promise<void> {
    await this.whenLoaded;
    this.corridor.setMarked(marked);
  }

  /** Shows an outline that is being drawn: until it is null again, clicks are its corners. */
  async setOutline(outline: Parameters<CorridorLayer['setOutline']>[0]): Promise<void> {
    await this.whenLoaded;
    if (outline !== null) this.events.onHover(null, 0, 0);
    this.corridor.setOutline(outline);
  }

  /** Marks a place with a pin, in place of the one before; null for none. */
  setPin(pin: Pin | null): void {
    this.pin?.remove();
    this.pin = null;
    if (pin === null) return;
    const marker = new Marker({ element: pinElement(pin.label), anchor: 'bottom' });
    this.pin = marker.setLngLat([pin.lon, pin.lat]).addTo(this.map);
  }

  /** Moves to a place. */
  moveTo({ lon, lat, zoom }: MapPlace): void {
    this.isPlaceChosen = true;
    this.map.flyTo({ center: [lon, lat], zoom, duration: 250 });
  }

  /** As {@link moveTo}, at once: the address names the place (Back, Forward). */
  jumpTo({ lon, lat, zoom }: MapPlace): void {
    this.isPlaceChosen = true;
    this.map.jumpTo({ center: [lon, lat], zoom });
  }

  /** Shows this box (west, south, east, north in degrees); without one the contiguous United States. */
  fit(bounds: Bounds = CONTIGUOUS_STATES): void {
    this.isPlaceChosen = true;
    this.map.fitBounds(bounds, { padding: this.fitPadding(), maxZoom: 12, duration: 250 });
  }

  private fitPadding() {
    const right = this.container.clientWidth >= LEGEND_FROM_WIDTH_PX ? LEGEND_WIDTH_PX : 0;
    const side = FIT_PADDING_PX;
    return { top: side, bottom: side, left: side, right: side + right };
  }

  zoomBy(steps: number): void {
    this.isPlaceChosen = true;
    this.map.zoomTo(this.map.getZoom() + steps, { duration: 200 });
  }

  /**
   * What the map shows, with so many pixels to one of the page. Smaller where the device can draw no larger: its width tells.
   */
  picture(scale: number): HTMLCanvasElement {
    this.drawAt(scale);
    const drawn = this.map.getCanvas();
    const copy = document.createElement('canvas');
    copy.width = drawn.width;
    copy.height = drawn.height;
    // What was drawn is there until the browser shows it: it is taken in the same moment.
    copy.getContext('2d')?.drawImage(drawn, 0, 0);
    this.drawAt(window.devicePixelRatio);
    drawScaleBar(copy, this.scaleBar(), copy.width / this.container.clientWidth);
    return copy;
  }

  private scaleBar(): ScaleBar {
    const bar = this.container.querySelector<HTMLElement>('.maplibregl-ctrl-scale');
    return { widthPx: bar?.offsetWidth ?? 0, label: bar?.textContent ?? '' };
  }

  private drawAt(pixelRatio: number): void {
    this.map.setPixelRatio(pixelRatio);
    this.map.redraw();
  }

  /** The same in light colours, whatever those on screen are: for paper. */
  async pictureForPaper(scale: number): Promise<HTMLCanvasElement> {
    await this.whenLoaded;
    const { theme } = this;
    if (theme === 'light') return this.picture(scale);
    await this.setTheme('light');
    await this.map.once('idle');
    const picture = this.picture(scale);
    await this.setTheme(theme);
    return picture;
  }

  /** Width and height on the page. */
  size(): { readonly widthPx: number; readonly heightPx: number } {
    return { widthPx: this.container.clientWidth, heightPx: this.container.clientHeight };
  }

  /** Who made the basemap, where they have to be named. */
  credits(): string {
    return this.container.querySelector('.basemap-line')?.textContent ?? '';
  }

  place(): MapPlace {
    const { lng, lat } = this.map.getCenter();
    return { lon: lng, lat, zoom: this.map.getZoom() };
  }

  /** What the map shows, in degrees; longitudes may go on beyond ±180. */
  bounds(): MapView {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }
}

/** Top layer first, as a click finds them. */
const dataLayerIds = [
  ...dataLayers({ palette: PALETTES.light, theme: 'light' }).map(({ layer }) => layer.id),
].reverse();
