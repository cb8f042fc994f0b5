/** Every route of an application, as Express knows them: a new one joins by itself. */
import type { Express } from 'express';
import { z } from 'zod';
import { EXPORT_FORMATS, EXPORT_LAYERS } from '../../domain/exports/export-layers.ts';
import { GUN_RECORD_KINDS } from '../../domain/guns/gun-life.ts';
import { INCIDENT_FILTERS } from '../../domain/incident-filter.ts';
import { NETWORK_FORMATS } from '../../domain/purchasers/network.ts';
import { FILTER_PARAMETERS } from '../../domain/trace-filter.ts';
import { FLOW_PARAMETERS } from '../../server/flows/flow-question.ts';
import { HOTSPOT_PARAMETERS } from '../../server/hotspots/hotspot-question.ts';
import { OGC_COLLECTIONS } from '../../server/ogc/ogc-collections.ts';
import { TILE_LAYERS } from '../../tiles/layers.ts';

export interface KnownRoute {
  /** `GET`, `POST` … */
  readonly method: string;
  /** As it is written in the program: `/api/dealers/:id`. */
  readonly pattern: string;
  /** The pattern with a value for each of its names, one path for each that matters. */
  readonly paths: readonly string[];
  /** Names in the pattern. */
  readonly pathNames: readonly string[];
  /** Names of query parameters that it may know: all that any route knows. */
  readonly parameters: readonly string[];
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> } | undefined;
  readonly handle?: unknown;
}
const routeShape = z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) });
const layerShape = z.object({ route: routeShape.optional() });
const stackShape = z.object({ stack: z.array(z.unknown()) });

/** Names of parameters beside the filter's, wherever they belong. */
const OTHERS = [
  'q',
  'sort',
  'limit',
  'after',
  'code',
  'year',
  'format',
  'severity',
  'extent',
  'incident_type',
  'link_type',
  'chain',
  'id',
  'kind',
  'check',
  'field',
  'batch',
  'month',
  'threshold',
  'by',
  'unit',
  'overdispersion',
  'state',
  'outcome',
  'url',
  'maxwidth',
  'maxheight',
  'has',
  'columns',
  'with',
  'bbox',
  'datetime',
  'filter',
  'filter-lang',
  'f',
];
export const ALL_PARAMETERS: readonly string[] = [
  ...new Set([
    ...FILTER_PARAMETERS,
    ...INCIDENT_FILTERS,
    ...FLOW_PARAMETERS,
    ...HOTSPOT_PARAMETERS,
    ...OTHERS,
  ]),
];

/** What a name in a path may stand for; any other is a number. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '/tiles/:layer': TILE_LAYERS,
  '/api/exports/:layer': EXPORT_LAYERS,
  '/api/guns/:kind': GUN_RECORD_KINDS,
  '/api/purchasers/network.:format': NETWORK_FORMATS,
  '/ogc/collections/:collection': OGC_COLLECTIONS.map(({ id }) => id),
  format: EXPORT_FORMATS,
  z: ['5'],
  x: ['9'],
  y: ['12'],
  cell: ['882aa84549fffff'],
};

export function allRoutes(app: Express): KnownRoute[] {
  return layersOf(app.router).flatMap(({ route }) =>
    route === undefined
      ? []
      : Object.keys(route.methods).map((method) => ({
          method: method.toUpperCase(),
          pattern: route.path,
          paths: pathsOf(route.path),
          pathNames: [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
          parameters: ALL_PARAMETERS,
        })),
  );
}

/** The layers of a router and of those in it. */
function layersOf(router: unknown): z.infer<typeof layerShape>[] {
  return asStack(router).flatMap((layer: Layer) => {
    if (layer.route !== undefined)
      return [layerShape.parse({ route: { path: layer.route.path, methods: layer.route.methods } })];
    return layersOf(layer.handle);
  });
}

function asStack(router: unknown): Layer[] {
  const shaped = typeof router === 'function' ? stackShape.safeParse(Object.assign({}, router)) : null;
  return shaped?.success
    ? shaped.data.stack.filter((layer) => typeof layer === 'object' && layer !== null)
    : [];
}

function pathsOf(pattern: string): string[] {
  const [, start = '', name] = /^(.*?):(\w+)/.exec(pattern) ?? [];
  if (name === undefined) return [pattern];
  const values = VALUES[`${start}:${name}`] ?? VALUES[name] ?? ['1'];
  return values.flatMap((value) => pathsOf(pattern.replace(`:${name}`, value)));
}
