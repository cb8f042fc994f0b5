import type { ErrorEvent, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { styleAddress } from '../../domain/basemap.ts';
import { say } from '../words/say.ts';
import type { BasemapLine } from './basemap-line.ts';
import { FIRST_LABEL_LAYER, FIRST_STREET_LAYER, layersGivingWay } from './basemap-style.ts';
import { loadOutsideStyle } from './load-outside-style.ts';
import type { OutsideStyle } from './outside-style.ts';
import { PALETTES } from './palette.ts';

type Theme = 'light' | 'dark';
/** The name under which a map knows the only set of symbols there is. */
const SPRITE = 'default';

/**
 * The basemap of another host on a map: its ground over the map's own, its names in place of the map's own. The map is
 * there before it and without it: whatever is wrong with the style, the map's own ground stays.
 */
export class OutsideBasemap {
  #loading = new AbortController();
  #drawn: OutsideStyle | null = null;
  #address = '';

  constructor(
    private readonly map: MapLibreMap,
    private readonly url: string,
    private readonly line: BasemapLine,
  ) {
    map.once('remove', () => this.#loading.abort());
  }

  /** Shows the style's version for the theme; the one before stays until it is there. */
  async setTheme(theme: Theme): Promise<void> {
    const address = styleAddress(this.url, theme);
    if (address === this.#address) return;
    this.#address = address;
    this.#loading.abort();
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const style = await loadOutsideStyle(address, loading.signal);
      if (loading.signal.aborted) return;
      this.#take();
      this.#put(style);
    } catch (error) {
      if (loading.signal.aborted) return;
      this.#take();
      const why = error instanceof Error ? error.message : String(error);
      this.line.name(
        '',
        say('The basemap of {host} is missing: {why}. The map shows its own ground.', {
          host: hostOf(address),
          why,
        }),
      );
    }
  }

  #put(style: OutsideStyle): void {
    this.#drawn = style;
    const refused = this.#add(style);
    const hasNames = style.names.some(({ id }) => this.map.getLayer(id) !== undefined);
    this.#showOwn('none', hasNames);
    const leftOut = [...style.leftOut, ...refused];
    if (leftOut.length === 0) {
      this.line.name(style.attribution);
      return;
    }
    console.warn(`Left out of the basemap of ${hostOf(this.#address)}:\n${leftOut.join('\n')}`);
    this.line.name(style.attribution, say('Parts of it are left out (see the console).'));
  }

  /** Adds its parts to the map, and says which of them the map library refuses. */
  #add(style: OutsideStyle): string[] {
    const { map } = this;
    const refused: string[] = [];
    const hear = ({ error }: ErrorEvent) => {
      refused.push(error.message);
    };
    const place = (layers: readonly LayerSpecification[], before: string) => {
      for (const layer of layers) {
        if (layer.type === 'background' || map.getSource(layer.source)) map.addLayer(layer, before);
      }
    };
    map.on('error', hear);
    try {
      if (style.glyphs !== null) map.setGlyphs(style.glyphs);
      if (style.sprite !== null) map.addSprite(SPRITE, style.sprite);
      for (const [id, source] of Object.entries(style.sources)) map.addSource(id, source);
      place(style.ground, FIRST_STREET_LAYER);
      place(style.names, FIRST_LABEL_LAYER);
    } finally {
      map.off('error', hear);
    }
    return refused;
  }

  /** Takes what was drawn off the map, whose own names come back. */
  #take(): void {
    const { map } = this;
    const style = this.#drawn;
    if (style === null) return;
    this.#drawn = null;
    for (const { id } of [...style.ground, ...style.names]) if (map.getLayer(id)) map.removeLayer(id);
    for (const id of Object.keys(style.sources)) if (map.getSource(id)) map.removeSource(id);
    if (style.sprite !== null) map.removeSprite(SPRITE);
    if (style.glyphs !== null) map.setGlyphs(null);
    this.#showOwn('visible', true);
  }

  #showOwn(visibility: 'visible' | 'none', hasNames: boolean): void {
    // Which they are is the same in every theme.
    for (const id of layersGivingWay(PALETTES.light, { hasNames })) {
      this.map.setLayoutProperty(id, 'visibility', visibility);
    }
  }
}

const hostOf = (address: string) => new URL(address).host;
