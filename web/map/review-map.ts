import type { LngLatLike, Map as MapLibreMap } from 'maplibre-gl';
import { LngLatBounds, Marker } from 'maplibre-gl';
import type { Basemap } from '../../domain/basemap.ts';
import { STREET_NAME_ZOOM } from '../../tiles/layers.ts';
import { say } from '../words/say.ts';
import type { MapFailureEvents } from './create-map.ts';
import { createMap, hearFailures, repaint } from './create-map.ts';
import { pinElement } from './pin-element.ts';

export interface ReviewPlace {
  readonly lon: number;
  readonly lat: number;
}

/** What the map shows of an address: the places it may mean, or the area it lies in. */
export interface ReviewScene {
  /** Numbered from 1 in this order. */
  readonly candidates: readonly (ReviewPlace & { readonly label: string })[];
  /** Drawn where there is no candidate. */
  readonly area: (ReviewPlace & { readonly label: string; readonly zoom: number }) | null;
}

export interface ReviewMapEvents extends MapFailureEvents {
  /** The mark of a candidate was clicked; counts from 0. */
  readonly onPick: (index: number) => void;
  /** The pointer is on the mark of a candidate; null for none. */
  readonly onHover: (index: number | null) => void;
  /** The pin was put here and rests. */
  readonly onPinRest: (place: ReviewPlace) => void;
}

export interface ReviewMapStart {
  readonly theme: 'light' | 'dark';
  readonly streetTiles: string;
  readonly basemap: Basemap;
  readonly scene: ReviewScene;
}

/** The nearest zoom a scene is shown at: a few blocks. */
const BLOCK_ZOOM = 16.3;
const MAX_ZOOM = 19;
/** Room round the outermost marks; less where the map is small. */
const FIT_PADDING_PX = 72;
/** The buttons stand at the right: no mark lies under them. */
const BUTTONS_PX = 88;
const FIT_MS = 220;
/** Nearer to the edge than this the pin takes the map along. */
const PIN_MARGIN_PX = 48;
const PIN_LABEL = say(
  'Pin. Arrow keys move it, with Shift in bigger steps; Enter settles the address here, Escape takes the pin away.',
);

/** The map of the review: the one object that owns it. Shows the places one address may mean, and a pin to put. */
export class ReviewMap {
  private readonly map: MapLibreMap;
  private scene: ReviewScene;
  private marks: Marker[] = [];
  private pin: Marker | null = null;
  /** Somebody has moved the map since the scene was shown: it stays where it is. */
  private isMoved = false;
  private readonly whenLoaded: Promise<void>;

  constructor(
    private readonly container: HTMLElement,
    start: ReviewMapStart,
    private readonly events: ReviewMapEvents,
  ) {
    this.scene = start.scene;
    this.map = createMap({
      container,
      theme: start.theme,
      streetTiles: start.streetTiles,
      basemap: start.basemap,
      view: {
        bounds: boundsOf(start.scene),
        fitBoundsOptions: { padding: this.padding(), maxZoom: zoomOf(start.scene) },
        maxZoom: MAX_ZOOM,
      },
    });
    this.whenLoaded = new Promise((resolve) => {
      this.map.once('style.load', () => resolve());
    });
    this.map.on('movestart', ({ originalEvent }) => {
      if (originalEvent !== undefined) this.isMoved = true;
    });
    this.map.on('resize', () => {
      if (!this.isMoved) this.fit(0);
    });
    this.map.on('click', ({ lngLat }) => {
      if (this.pin !== null) this.putPin({ lon: lngLat.lng, lat: lngLat.lat });
    });
    hearFailures(this.map, events);
    this.drawMarks();
  }

  /** Frees the map; its worker stays for the next. */
  destroy(): void {
    this.map.remove();
  }

  /** Shows another address. */
  show(scene: ReviewScene): void {
    this.scene = scene;
    this.isMoved = false;
    this.takePin();
    this.drawMarks();
    // Far away there is nothing to see on the way.
    const isNear = this.map.getBounds().intersects(boundsOf(scene));
    this.fit(isNear ? FIT_MS : 0);
  }

  /** Shows all of the address again. */
  fit(duration = FIT_MS): void {
    this.map.fitBounds(boundsOf(this.scene), {
      padding: this.padding(),
      maxZoom: zoomOf(this.scene),
      linear: true,
      duration,
    });
  }

  private padding() {
    const { clientWidth, clientHeight } = this.container;
    const side = Math.min(FIT_PADDING_PX, Math.min(clientWidth, clientHeight) / 5);
    return { top: side, bottom: side, left: side, right: BUTTONS_PX };
  }

  private drawMarks(): void {
    for (const mark of this.marks) mark.remove();
    const { candidates, area } = this.scene;
    this.marks = candidates.map((candidate, index) => this.candidateMark(candidate, index));
    if (candidates.length > 0 || area === null) return;
    this.marks = [new Marker({ element: areaElement(area.label) }).setLngLat(at(area)).addTo(this.map)];
  }

  private candidateMark(candidate: ReviewScene['candidates'][number], index: number): Marker {
    const element = document.createElement('div');
    element.className = 'review-mark';
    element.textContent = String(index + 1);
    element.title = candidate.label;
    // The list beside the map holds the same for the keyboard and for screen readers.
    element.setAttribute('aria-hidden', 'true');
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      this.events.onPick(index);
    });
    element.addEventListener('pointerenter', () => this.events.onHover(index));
    element.addEventListener('pointerleave', () => this.events.onHover(null));
    return new Marker({ element, opacity: '1' }).setLngLat(at(candidate)).addTo(this.map);
  }

  /** Marks the candidate that is looked at; null for none. */
  highlight(index: number | null): void {
    for (const [at, mark] of this.marks.entries()) mark.getElement().classList.toggle('active', at === index);
  }

  /** Puts a pin on the map to move about: here, or in the middle of what is shown. It takes the focus. */
  startPin(place: ReviewPlace | null): void {
    if (this.pin === null) {
      const element = pinElement(PIN_LABEL);
      element.classList.add('movable');
      element.tabIndex = 0;
      element.setAttribute('role', 'application');
      const { lng, lat } = this.map.getCenter();
      if (place !== null) this.goNear(place);
      const pin = new Marker({ element, anchor: 'bottom', draggable: true });
      pin.setLngLat(place === null ? [lng, lat] : at(place)).addTo(this.map);
      pin.on('dragend', () => this.tellPin());
      this.pin = pin;
      // The arrow keys are the pin's now.
      this.map.keyboard.disable();
      this.isMoved = true;
      element.focus();
    }
    this.tellPin();
  }

  /** To where streets have names, if there is a place to go to rather than an area to search. */
  private goNear(place: ReviewPlace): void {
    const isFar = this.map.getZoom() < STREET_NAME_ZOOM;
    if (this.scene.candidates.length > 0 && isFar) {
      this.map.jumpTo({ center: at(place), zoom: BLOCK_ZOOM });
    }
  }

  /** Moves the pin by so many pixels on screen, to the right and down. */
  movePin(right: number, down: number): void {
    if (this.pin === null) return;
    const { x, y } = this.map.project(this.pin.getLngLat());
    const { lng, lat } = this.map.unproject([x + right, y + down]);
    this.putPin({ lon: lng, lat });
    const { clientWidth, clientHeight } = this.container;
    const isAtEdge = (value: number, size: number) => value < PIN_MARGIN_PX || value > size - PIN_MARGIN_PX;
    if (isAtEdge(x + right, clientWidth) || isAtEdge(y + down, clientHeight)) {
      this.map.panBy([right, down], { duration: 0 });
    }
  }

  /** Takes the pin away. */
  takePin(): void {
    if (this.pin === null) return;
    this.pin.remove();
    this.pin = null;
    this.map.keyboard.enable();
  }

  private putPin(place: ReviewPlace): void {
    this.pin?.setLngLat(at(place));
    this.tellPin();
  }

  private tellPin(): void {
    const place = this.pin?.getLngLat();
    if (place !== undefined) this.events.onPinRest({ lon: place.lng, lat: place.lat });
  }

  /** Recolours the map in place. */
  async setTheme(theme: ReviewMapStart['theme']): Promise<void> {
    await this.whenLoaded;
    repaint(this.map, theme);
  }

  zoomBy(steps: number): void {
    this.isMoved = true;
    // Round the pin, so that it stays in sight.
    const around = this.pin?.getLngLat();
    this.map.zoomTo(this.map.getZoom() + steps, { duration: 200, ...(around && { around }) });
  }
}

const at = ({ lon, lat }: ReviewPlace): [number, number] => [lon, lat];

/** The contiguous United States: where nothing is known of an address. */
const EVERYWHERE: [number, number, number, number] = [-125, 24.3, -66.7, 49.5];

function boundsOf({ candidates, area }: ReviewScene): LngLatBounds {
  const places: readonly LngLatLike[] =
    candidates.length > 0 ? candidates.map(at) : area === null ? [] : [at(area)];
  if (places.length === 0) return LngLatBounds.convert(EVERYWHERE);
  return places.reduce<LngLatBounds>((bounds, place) => bounds.extend(place), new LngLatBounds());
}

const zoomOf = ({ candidates, area }: ReviewScene) =>
  candidates.length > 0 ? BLOCK_ZOOM : (area?.zoom ?? BLOCK_ZOOM);

function areaElement(label: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'review-area-mark';
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', say('Somewhere in {area}', { area: label }));
  const name = document.createElement('span');
  name.textContent = label;
  element.append(name);
  return element;
}
