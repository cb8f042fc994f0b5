import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { z } from 'zod';
import { attributionText } from '../../domain/basemap.ts';
import { FONT_REGULAR } from './fonts.ts';
import { absoluteAddress, isOfHost } from './outside-address.ts';
import { otherHost } from './outside-sources.ts';

/** A basemap of another host as this map takes it in: nothing in it leads to a third host. */
export interface OutsideStyle {
  /** By their name on this map. */
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** Drawn in place of the ground, the lowest first. */
  readonly ground: readonly LayerSpecification[];
  /** Names and symbols, drawn in place of the map's own. */
  readonly names: readonly LayerSpecification[];
  /** Where letters and symbols are asked for; null: the bundled letters, no symbols. */
  readonly glyphs: string | null;
  readonly sprite: string | null;
  /** Who made it, in plain words. */
  readonly attribution: string;
  /** What was left out, and why, in words for whoever set it. */
  readonly leftOut: readonly string[];
}

/** Names of its sources and layers begin with this: none can be taken for the map's own. */
const PREFIX = 'outside-';
export const isOutside = (id: string): boolean => id.startsWith(PREFIX);

const LAYER_TYPES = [
  'background',
  'fill',
  'line',
  'circle',
  'heatmap',
  'fill-extrusion',
  'raster',
  'hillshade',
  'symbol',
] as const;

const styleShape = z.object({
  version: z.literal(8),
  sources: z.record(z.string(), z.unknown()),
  layers: z.array(z.unknown()).max(2_000),
  glyphs: z.string().optional(),
  sprite: z.union([z.string(), z.array(z.unknown())]).optional(),
});
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const layerShape = z.object({ id: z.string(), type: z.enum(LAYER_TYPES), source: z.string().optional() });
/** The map library looks at the rest, and refuses a layer alone. */
const layer = z.custom<LayerSpecification>((value) => layerShape.safeParse(value).success);
/** Reads a style. Throws an Error in words where it is none. */
export function readOutsideStyle(json: unknown): z.infer<typeof styleShape> {
  const read = styleShape.safeParse(json);
  if (!read.success) throw new Error('it is not a map style of version 8');
  return read.data;
}

/** What came of the sources of a style, those asked for included. */
export interface KnownSources {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** Whom they name as their makers, as written. */
  readonly attributions: readonly string[];
  readonly leftOut: readonly string[];
}

/** The style as this map takes it in, once all its sources are known. */
export function outsideStyle(
  style: z.infer<typeof styleShape>,
  address: string,
  { sources, attributions, leftOut }: KnownSources,
): OutsideStyle {
  const missing = [...leftOut];
  const place = (text: string | undefined, what: string): string | null => {
    if (text === undefined) return null;
    const whole = absoluteAddress(text, address);
    if (isOfHost(whole, address)) return whole;
    missing.push(otherHost(what));
    return null;
  };
  const glyphs = place(style.glyphs, 'letters (glyphs)');
  const sprite = place(typeof style.sprite === 'string' ? style.sprite : undefined, 'symbols (sprite)');
  if (Array.isArray(style.sprite)) missing.push('symbols (sprite): more than one set is not taken here');
  const layers = layersOf(style.layers, sources, missing);
  const drawn = layers.map((each) => renamed(each, glyphs !== null));
  return {
    sources: Object.fromEntries(Object.entries(sources).map(([id, each]) => [PREFIX + id, each])),
    ground: drawn.filter(({ type }) => type !== 'symbol'),
    names: drawn.filter(({ type }) => type === 'symbol'),
    glyphs,
    sprite,
    attribution: attributionOf(attributions, address),
    leftOut: missing,
  };
}

/** Those of a known type, with a source there is and a name of their own; of the others `missing` is told. */
function layersOf(
  given: readonly unknown[],
  sources: Readonly<Record<string, SourceSpecification>>,
  missing: string[],
): LayerSpecification[] {
  const ids = new Set<string>();
  return given.flatMap((each, index) => {
    const read = layer.safeParse(each);
    const id = isRecord(each) && typeof each.id === 'string' ? each.id : `number ${index + 1}`;
    const why = !read.success
      ? 'its type is not known here'
      : ids.has(id)
        ? 'another has its name'
        : read.data.type !== 'background' && !Object.hasOwn(sources, read.data.source)
          ? 'its source is left out'
          : null;
    if (why !== null || !read.success) {
      missing.push(`layer ${id}: ${why}`);
      return [];
    }
    ids.add(id);
    return [read.data];
  });
}

/** Under a name of this map's, and with bundled letters where the style's cannot be had. */
function renamed(each: LayerSpecification, hasGlyphs: boolean): LayerSpecification {
  const id = PREFIX + each.id;
  if (each.type === 'background') return { ...each, id };
  const own = { ...each, id, source: PREFIX + each.source };
  if (own.type !== 'symbol' || hasGlyphs) return own;
  return { ...own, layout: { ...own.layout, 'text-font': [FONT_REGULAR] } };
}

/** As text, since it is another host's; the host itself where it names nobody. */
function attributionOf(given: readonly string[], address: string): string {
  const known = [...new Set(given.map(attributionText))].filter((text) => text !== '');
  return known.length === 0 ? new URL(address).host : known.join(' | ');
}
