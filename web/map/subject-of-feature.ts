import { z } from 'zod';
import { HOTSPOT_SOURCE } from './hotspot-layers.ts';
import type { MapSubject } from './map-subject.ts';
import { SLICE_FIELDS } from './ring-image.ts';

/** Tiles leave out what is zero or null. */
const count = z.number().default(0);
const nullableNumber = z.number().nullable().default(null);

const flow = z.object({
  id: z.string(),
  origin: z.string(),
  destination: z.string(),
  originName: z.string(),
  destinationName: z.string(),
  count: z.number(),
  share: z.number(),
  medianTimeToCrimeDays: nullableNumber,
});
const node = z.object({ code: z.string(), name: z.string(), sold: count, recovered: count, stayed: count });
const recovery = z.looseObject({ point_count: count, id: z.number().optional() });
const dealer = z.object({
  dealer_count: count,
  traces: count,
  drawable: z.union([z.boolean(), z.number()]).default(false),
  id: z.number().optional(),
  name: z.string().optional(),
});
const homes = z.object({
  level: z.string(),
  code: z.string(),
  name: z.string().default(''),
  point_count: count,
});
const area = z.object({
  level: z.string(),
  code: z.string(),
  name: z.string().default(''),
  recoveries: count,
  sold: count,
});
const hotspot = z.object({ cell: z.string(), sentence: z.string() });
/** A line or an incident: a click on either is meant of the link. */
const link = z.object({ link: z.number(), sentence: z.string() });
const place = z.object({ id: z.number(), sentence: z.string() });

/** Reads the properties of a rendered feature by its source; null for what says nothing. */
export function subjectOfFeature(source: string, properties: unknown): MapSubject | null {
  // Nodes have no origin, so each is read as what it is.
  if (source === 'flows')
    return (
      read(flow, properties, (is) => ({ kind: 'flow', ...is })) ??
      read(node, properties, (is) => ({ kind: 'node', ...is }))
    );
  if (source === 'recoveries') return read(recovery, properties, recoverySubject);
  if (source === 'dealers') return read(dealer, properties, dealerSubject);
  if (source === 'purchasers') return read(homes, properties, homesSubject);
  if (source === HOTSPOT_SOURCE) return read(hotspot, properties, (is) => ({ kind: 'hotspot', ...is }));
  if (source === 'links')
    return read(link, properties, ({ link: id, sentence }) => ({ kind: 'link', id, sentence }));
  if (source === 'debriefs')
    return read(place, properties, ({ id, sentence }) => ({ kind: 'debrief', id, sentence }));
  if (source === 'thefts')
    return read(place, properties, ({ id, sentence }) => ({ kind: 'theft', id, sentence }));
  if (source === 'areas') return read(area, properties, areaSubject);
  return null;
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  properties: unknown,
  use: (value: z.infer<Schema>) => MapSubject | null,
): MapSubject | null {
  const parsed = schema.safeParse(properties);
  return parsed.success ? use(parsed.data) : null;
}

function recoverySubject(properties: z.infer<typeof recovery>): MapSubject | null {
  if (properties.id !== undefined && properties.point_count <= 1)
    return { kind: 'recovery', id: properties.id };
  const slices = SLICE_FIELDS.map((name) => Number(properties[name] ?? 0));
  const known = slices.slice(0, -1).reduce((sum, slice) => sum + slice, 0);
  return { kind: 'cluster', count: properties.point_count, known, short: known - (slices.at(-2) ?? 0) };
}

function dealerSubject({ id, name, traces, dealer_count, drawable }: z.infer<typeof dealer>): MapSubject {
  if (id !== undefined && name !== undefined && dealer_count === 1)
    return { kind: 'dealer', id, name, traces };
  return { kind: 'dealers', count: dealer_count, traces, placed: Boolean(drawable) };
}

function homesSubject({ level, code, name, point_count }: z.infer<typeof homes>): MapSubject {
  return { kind: 'homes', area: level === 'zip' ? `ZIP ${code}` : name, count: point_count };
}

function areaSubject({ level, code, name, recoveries, sold }: z.infer<typeof area>): MapSubject {
  return level === 'zip' ? { kind: 'zip', code, recoveries } : { kind: 'area', code, name, recoveries, sold };
}
