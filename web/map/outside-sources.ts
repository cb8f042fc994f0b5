import type { SourceSpecification } from 'maplibre-gl';
import { z } from 'zod';
import { absoluteAddress, isOfHost } from './outside-address.ts';

const SOURCE_TYPES = ['vector', 'raster', 'raster-dem', 'geojson', 'image'] as const;

const sourceShape = z.looseObject({
  type: z.enum(SOURCE_TYPES),
  url: z.string().optional(),
  tiles: z.array(z.string()).min(1).optional(),
  data: z.union([z.string(), z.looseObject({ type: z.string() })]).optional(),
  attribution: z.string().optional(),
});
/** The map library looks at the rest. */
const source = z.custom<SourceSpecification>((value) => sourceShape.safeParse(value).success);

/** A source that says by the address of a TileJSON document what it is; to be asked for. */
export interface AskedSource {
  readonly id: string;
  readonly address: string;
  readonly source: Readonly<Record<string, unknown>>;
}

/** The sources of a style of another host. */
export interface ReadSources {
  /** Those that are known whole, by their name in the style. */
  readonly known: Readonly<Record<string, SourceSpecification>>;
  readonly asked: readonly AskedSource[];
  /** What is not taken in, and why, in words. */
  readonly leftOut: readonly string[];
}

/** Reads the sources of a style that came from `address`. */
export function readOutsideSources(given: Readonly<Record<string, unknown>>, address: string): ReadSources {
  const known: Record<string, SourceSpecification> = {};
  const asked: AskedSource[] = [];
  const leftOut: string[] = [];
  for (const [id, each] of Object.entries(given)) {
    const shaped = sourceShape.safeParse(each);
    if (!shaped.success) leftOut.push(`source ${id}: its type is not known here`);
    else if (shaped.data.url !== undefined && shaped.data.type !== 'image') {
      const tileJson = absoluteAddress(shaped.data.url, address);
      if (isOfHost(tileJson, address)) asked.push({ id, address: tileJson, source: shaped.data });
      else leftOut.push(otherHost(`source ${id}`));
    } else {
      const whole = wholeSource(shaped.data, address);
      if (whole === null) leftOut.push(otherHost(`source ${id}`));
      else known[id] = whole;
    }
  }
  return { known, asked, leftOut };
}

/** Why something is left out that is another host's. */
export const otherHost = (what: string) => `${what}: it leads to another host than the style's`;

/** With all addresses whole; null where one leads elsewhere or is missing. */
function wholeSource(shaped: z.infer<typeof sourceShape>, address: string): SourceSpecification | null {
  const { tiles, data, url, attribution: _shownOnce, ...rest } = shaped;
  const whole: Record<string, unknown> = { ...rest };
  if (tiles !== undefined) whole.tiles = tiles.map((each) => absoluteAddress(each, address));
  if (data !== undefined) whole.data = typeof data === 'string' ? absoluteAddress(data, address) : data;
  if (url !== undefined) whole.url = absoluteAddress(url, address);
  const addresses = [whole.tiles ?? [], whole.data, whole.url]
    .flat()
    .filter((each) => typeof each === 'string');
  const hasContent = tiles !== undefined || data !== undefined || url !== undefined;
  if (!hasContent || !addresses.every((each) => isOfHost(each, address))) return null;
  return source.safeParse(whole).data ?? null;
}

const tileJsonShape = z.object({
  tiles: z.array(z.string()).min(1),
  minzoom: z.number().optional(),
  maxzoom: z.number().optional(),
  bounds: z.array(z.number()).length(4).optional(),
  scheme: z.enum(['xyz', 'tms']).optional(),
  encoding: z.string().optional(),
  attribution: z.string().optional(),
});

/** The source with what its TileJSON document says; null where that leads to another host or is none. */
export function withTileJson(
  { source: { url: _asked, ...given }, address }: AskedSource,
  json: unknown,
): { readonly source: SourceSpecification; readonly attribution: string } | null {
  const read = tileJsonShape.safeParse(json);
  if (!read.success) return null;
  const { attribution = '', ...said } = read.data;
  const shaped = sourceShape.safeParse({ ...said, ...given, tiles: said.tiles });
  const whole = shaped.success ? wholeSource(shaped.data, address) : null;
  return whole === null ? null : { source: whole, attribution };
}

/** Whom the sources name as their makers, as written. */
export const attributionsIn = (sources: Readonly<Record<string, unknown>>): string[] =>
  Object.values(sources).flatMap((each) => sourceShape.safeParse(each).data?.attribution ?? []);
