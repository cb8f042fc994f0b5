import type { GeoJSONSource, LineLayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { LngLatBounds, Marker } from 'maplibre-gl';
import type { MapFailureEvents, MapSetting } from './create-map.ts';
import { createMap, hearFailures, repaint } from './create-map.ts';
import { PALETTES } from './palette.ts';

/** Where something happened to a gun. */
export interface GunStop {
  /** `1`, or `1, 4` where several things happened in one place. */
  readonly label: string;
  readonly title: string;
  readonly position: readonly [number, number];
  /** Its events, counted from 0. */
  readonly events: readonly number[];
}

export interface GunMapStart extends Pick<MapSetting, 'theme' | 'streetTiles' | 'basemap'> {
  readonly stops: readonly GunStop[];
}

export interface GunMapEvents extends MapFailureEvents {
  /** A stop was clicked: the first of its events. */
  readonly onPick: (event: number) => void;
}

const PATH = 'gun-path';
const FIT = { padding: 56, maxZoom: 14, duration: 0 };
/** The contiguous United States: where no event has a point. */
const EVERYWHERE: [number, number, number, number] = [-125, 24.3, -66.7, 49.5];

/** The small map of a gun's page: its stops by number, joined in the order of its life. */
export class GunMap {
  private readonly map: MapLibreMap;
  private marks: { readonly stop: GunStop; readonly marker: Marker }[] = [];
  private stops: readonly GunStop[] = [];
  private theme: GunMapStart['theme'];
  private readonly whenLoaded: Promise<void>;

  constructor(
    container: HTMLElement,
    { theme, streetTiles, basemap, stops }: GunMapStart,
    private readonly events: GunMapEvents,
  ) {
    this.theme = theme;
    this.map = createMap({
      container,
      theme,
      streetTiles,
      basemap,
      view: { bounds: boundsOf(stops), fitBoundsOptions: FIT },
    });
    this.whenLoaded = new Promise((resolve) => {
      this.map.once('style.load', () => resolve());
    });
    hearFailures(this.map, events);
    this.show(stops);
  }

  /** Frees the map; its worker stays for the next. */
  destroy(): void {
    this.map.remove();
  }

  /** Shows another gun. */
  show(stops: readonly GunStop[]): void {
    this.stops = stops;
    for (const { marker } of this.marks) marker.remove();
    this.marks = stops.map((stop) => ({ stop, marker: this.mark(stop) }));
    this.fit();
    void this.whenLoaded.then(() => this.drawPath());
  }

  fit(): void {
    this.map.fitBounds(boundsOf(this.stops), FIT);
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, { duration: 200 });
  }

  /** Marks the stop of the event that is looked at; null for none. */
  highlight(event: number | null): void {
    for (const { stop, marker } of this.marks) {
      marker.getElement().classList.toggle('active', event !== null && stop.events.includes(event));
    }
  }

  /** Recolours the map in place. */
  async setTheme(theme: GunMapStart['theme']): Promise<void> {
    this.theme = theme;
    await this.whenLoaded;
    repaint(this.map, theme, this.map.getLayer(PATH) === undefined ? [] : [pathLayer(theme)]);
  }

  private mark(stop: GunStop): Marker {
    const element = document.createElement('div');
    element.className = 'gun-mark';
    element.textContent = stop.label;
    element.title = stop.title;
    // The list beside the map holds the same for the keyboard and for screen readers.
    element.setAttribute('aria-hidden', 'true');
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      this.events.onPick(stop.events[0] ?? 0);
    });
    return new Marker({ element, opacity: '1' }).setLngLat([...stop.position]).addTo(this.map);
  }

  private drawPath(): void {
    const inOrder = this.stops
      .flatMap(({ events, position }) => events.map((event) => ({ event, position })))
      .sort((a, b) => a.event - b.event);
    const data = {
      type: 'Feature' as const,
      properties: {},
      geometry: {
        type: 'LineString' as const,
        coordinates: inOrder.length < 2 ? [] : inOrder.map(({ position }) => [...position]),
      },
    };
    const known = this.map.getSource<GeoJSONSource>(PATH);
    if (known !== undefined) known.setData(data);
    else {
      this.map.addSource(PATH, { type: 'geojson', data });
      this.map.addLayer(pathLayer(this.theme));
    }
  }
}

/** From stop to stop: not the way the gun took, which nobody knows, so no arrows and no curve. */
const pathLayer = (theme: GunMapStart['theme']): LineLayerSpecification => ({
  id: PATH,
  source: PATH,
  type: 'line',
  paint: { 'line-color': PALETTES[theme].selected, 'line-width': 2, 'line-dasharray': [2, 2] },
});

function boundsOf(stops: readonly GunStop[]): LngLatBounds {
  if (stops.length === 0) return LngLatBounds.convert(EVERYWHERE);
  return stops.reduce<LngLatBounds>(
    (bounds, { position }) => bounds.extend([...position]),
    new LngLatBounds(),
  );
}
