import type { Map as MapLibreMap } from 'maplibre-gl';

export interface MarkedFeature {
  readonly source: string;
  readonly id: string | number;
}

/** Keeps which features of the map are selected and which one is hovered, as feature state the layers read. */
export class FeatureMarks {
  private selected: readonly MarkedFeature[] = [];
  private hovered: MarkedFeature | null = null;

  constructor(private readonly map: MapLibreMap) {}

  select(features: readonly MarkedFeature[]): void {
    for (const feature of this.selected) this.mark(feature, { selected: false });
    this.selected = features;
    for (const feature of features) this.mark(feature, { selected: true });
  }

  hover(feature: MarkedFeature | null): void {
    if (this.hovered?.source === feature?.source && this.hovered?.id === feature?.id) return;
    if (this.hovered !== null) this.mark(this.hovered, { hovered: false });
    this.hovered = feature;
    if (feature !== null) this.mark(feature, { hovered: true });
  }

  private mark({ source, id }: MarkedFeature, state: Record<string, boolean>): void {
    if (id === '') return;
    const held = this.map.getSource(source);
    if (held === undefined) return;
    // The page draws flows from GeoJSON, though there is a tile layer of that name.
    const layer = held.type === 'vector' ? { sourceLayer: source } : {};
    this.map.setFeatureState({ source, id, ...layer }, state);
  }
}
