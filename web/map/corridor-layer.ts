import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  MapMouseEvent,
} from 'maplibre-gl';
import type { Corner } from '../state/corridor-draft-text.ts';
import { FIRST_LABEL_LAYER, FIRST_LINE_LAYER } from './basemap-style.ts';
import type { OutlineSoFar } from './corridor-features.ts';
import { outlineFeatures } from './corridor-features.ts';
import type { Palette } from './palette.ts';

const MARKED_SOURCE = 'corridor';
const OUTLINE_SOURCE = 'corridor-outline';
/** Two clicks this near are one corner: the second is that of a double click. */
const SAME_CORNER_PX = 4;
/** A click this near to the first corner closes the outline. */
const CLOSING_PX = 10;

export interface CorridorEvents {
  readonly onCorner: (corner: Corner) => void;
  readonly onOutlineClosed: () => void;
}

/** Marks the places of corridors on the map, and hears the corners of an outline that is being drawn. */
export class CorridorLayer {
  private outline: OutlineSoFar | null = null;

  constructor(
    private readonly map: MapLibreMap,
    private readonly events: CorridorEvents,
  ) {
    map.on('click', (event) => this.onClick(event));
    map.on('dblclick', (event) => this.onDoubleClick(event));
    map.on('mousemove', ({ lngLat }) => this.movePointer([lngLat.lng, lngLat.lat]));
  }

  /** True while clicks are corners, and mean nothing else. */
  get isDrawing(): boolean {
    return this.outline !== null;
  }

  addTo(palette: Palette): void {
    const data: FeatureCollection = { type: 'FeatureCollection', features: [] };
    this.map.addSource(MARKED_SOURCE, { type: 'geojson', data });
    this.map.addSource(OUTLINE_SOURCE, { type: 'geojson', data });
    for (const layer of corridorLayers(palette)) {
      // What is drawn just now lies above everything.
      const isMarked = 'source' in layer && layer.source === MARKED_SOURCE;
      const marked = layer.type === 'fill' ? FIRST_LINE_LAYER : FIRST_LABEL_LAYER;
      this.map.addLayer(layer, isMarked ? marked : undefined);
    }
  }

  setMarked(marked: FeatureCollection): void {
    this.map.getSource<GeoJSONSource>(MARKED_SOURCE)?.setData(marked);
  }

  /** Shows the corners so far; null ends the drawing. */
  setOutline(outline: Omit<OutlineSoFar, 'pointer'> | null): void {
    this.outline = outline && { ...outline, pointer: this.outline?.pointer ?? null };
    this.map.getCanvas().style.cursor = outline === null ? '' : 'crosshair';
    this.draw();
  }

  private draw(): void {
    this.map.getSource<GeoJSONSource>(OUTLINE_SOURCE)?.setData(outlineFeatures(this.outline));
  }

  private movePointer(pointer: Corner): void {
    if (this.outline === null) return;
    this.outline = { ...this.outline, pointer };
    this.draw();
  }

  private onClick({ point, lngLat }: MapMouseEvent): void {
    if (this.outline === null) return;
    const { corners } = this.outline;
    const near = (corner: Corner | undefined, px: number) =>
      corner !== undefined && this.map.project([corner[0], corner[1]]).dist(point) <= px;
    if (near(corners.at(-1), SAME_CORNER_PX)) return;
    if (corners.length > 2 && near(corners[0], CLOSING_PX)) this.events.onOutlineClosed();
    else this.events.onCorner([lngLat.lng, lngLat.lat]);
  }

  private onDoubleClick(event: MapMouseEvent): void {
    if (this.outline === null) return;
    // It closes the outline and does not zoom.
    event.preventDefault();
    this.events.onOutlineClosed();
  }
}

/** Origins teal with a whole outline, destinations amber with a broken one. */
export function corridorLayers({ sold, recovered, casing }: Palette): LayerSpecification[] {
  const colour: ExpressionSpecification = ['match', ['get', 'side'], 'origin', sold, recovered];
  const outline = (
    id: string,
    side: 'origin' | 'destination',
    dash: number[] | null,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: MARKED_SOURCE,
    filter: ['==', ['get', 'side'], side],
    paint: { 'line-color': colour, 'line-width': 2, ...(dash && { 'line-dasharray': dash }) },
  });
  return [
    {
      id: 'corridor-fill',
      type: 'fill',
      source: MARKED_SOURCE,
      paint: { 'fill-color': colour, 'fill-opacity': 0.16 },
    },
    outline('corridor-origin-line', 'origin', null),
    outline('corridor-destination-line', 'destination', [3, 2]),
    {
      id: 'corridor-outline-line',
      type: 'line',
      source: OUTLINE_SOURCE,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': colour, 'line-width': 2 },
    },
    {
      id: 'corridor-outline-corners',
      type: 'circle',
      source: OUTLINE_SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['case', ['get', 'first'], 6, 4],
        'circle-color': colour,
        'circle-stroke-color': casing,
        'circle-stroke-width': 2,
      },
    },
  ];
}
