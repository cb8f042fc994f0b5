import type { Knex } from 'knex';
import { z } from 'zod';
import { toMercator } from '../../../domain/geography/world-grid.ts';
import { selectRows } from '../../database/connection.ts';
import { lineFromWkb, metresPerUnit, nearestOnLine } from '../match/line-geometry.ts';
import { numberAt } from '../match/place-in-range.ts';
import { formatStreet, STREET_DIRECTIONS } from '../parse/street.ts';

/** An address of the reference, and how far it is in metres. */
export interface NearestAddress {
  readonly label: string;
  readonly metres: number;
}

/** What is farther away says nothing of where a pin is. */
const REACH_METRES = 150;
/** Lines whose boxes are nearest; the nearest line is among them. */
const MOST_LINES = 12;

const direction = z.enum(STREET_DIRECTIONS).nullable();
const named = {
  name: z.string(),
  preDirection: direction,
  suffix: z.string().nullable(),
  postDirection: direction,
  place: z.string().nullable(),
  state: z.string().nullable(),
};
const segmentRow = z.object({
  ...named,
  id: z.number(),
  line: z.instanceof(Buffer).transform(lineFromWkb),
});
const rangeRow = z.object({
  segmentId: z.number(),
  side: z.enum(['L', 'R']),
  fromNumber: z.number(),
  toNumber: z.number(),
});
type Segment = z.infer<typeof segmentRow>;

const NAMED = (table: string) => `n.name, ${table}.pre_direction AS "preDirection", ${table}.suffix,
  ${table}.post_direction AS "postDirection", ${table}.place, ${table}.state`;

/**
 * The address of the loaded streets that a place (degrees) is nearest to: the number that stands there on the side of the
 * street where the place is, or the street alone where it has no numbers. Null where no street is within 150 m.
 */
export async function findNearestAddress(
  knex: Knex,
  { lon, lat }: { readonly lon: number; readonly lat: number },
): Promise<NearestAddress | null> {
  const place = toMercator(lon, lat);
  const reach = REACH_METRES / metresPerUnit(place.y);
  const segments = await selectRows(
    knex,
    segmentRow,
    `SELECT s.id, ${NAMED('s')}, ST_AsBinary(s.geom_3857, 'NDR') AS line
     FROM street_segment s JOIN street_name n ON n.id = s.name_id
     WHERE s.geom_3857 && ST_MakeEnvelope(:west, :south, :east, :north, 3857)
     ORDER BY s.geom_3857 <-> ST_SetSRID(ST_MakePoint(:x, :y), 3857), s.id LIMIT :limit`,
    {
      ...place,
      west: place.x - reach,
      south: place.y - reach,
      east: place.x + reach,
      north: place.y + reach,
      limit: MOST_LINES,
    },
  );
  const [first] = segments
    .map((segment) => ({ segment, ...nearestOnLine(segment.line, place) }))
    .sort((a, b) => a.metres - b.metres);
  if (first === undefined || first.metres > REACH_METRES) return null;
  const { segment, metres, share, side } = first;
  const ranges = await selectRows(
    knex,
    rangeRow,
    `SELECT segment_id AS "segmentId", side, from_number AS "fromNumber", to_number AS "toNumber" FROM street_range
     WHERE segment_id = ? ORDER BY side = ? DESC, from_number`,
    [segment.id, side],
  );
  const [range] = ranges;
  const number = range === undefined ? null : numberAt({ ...range, line: segment.line }, share);
  return { label: labelOf(segment, number), metres: Math.round(metres) };
}

function labelOf(segment: Segment, number: number | null): string {
  const street = formatStreet(segment);
  const line = number === null ? street : `${number} ${street}`;
  return [line, segment.place, segment.state].filter((part) => part !== null).join(', ');
}
