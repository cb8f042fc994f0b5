/** SQL that packs guns; what the bytes mean stands at the head of packed-guns.ts. */
import { FIREARM_TYPES, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import { DAY_SHIFT, OUTCOME_SHIFT, TIME_SHIFT, TYPE_SHIFT, UNKNOWN_TIME } from './packed-guns.ts';

const PLACE_COLUMNS = ['state', 'county', 'zip', 'h3_cell'] as const;

/** The three places of a gun, by columns of `recovery r`, `dealer d` and `purchaser p`, nothing unknown left null. */
const PLACES_OF_GUN = [
  {
    name: 'recovery_place',
    columns: known('r.recovery_state', 'r.recovery_county', 'r.recovery_zip', 'r.h3_cell'),
  },
  { name: 'dealer_place', columns: known('r.source_state', 'r.source_county', 'r.source_zip', 'd.h3_cell') },
  { name: 'purchaser_place', columns: known('p.area_state', 'p.area_county', 'p.area_zip', 'p.h3_cell') },
];

function known(state: string, county: string, zip: string, cell: string): readonly string[] {
  return [...[state, county, zip].map((column) => `coalesce(${column}, '')`), `coalesce(${cell}, 0)`];
}

/** Each place once that recoveries `r` of the condition name. */
const placesSql = (condition: string) => `
  SELECT DISTINCT place.* FROM recovery r
    LEFT JOIN dealer d ON d.id = r.dealer_id LEFT JOIN purchaser p ON p.id = r.purchaser_id,
    LATERAL (VALUES ${PLACES_OF_GUN.map(({ columns }) => `(${columns.join(', ')})`).join(', ')})
      AS place (${PLACE_COLUMNS.join(', ')})
  WHERE ${condition}`;

const SAME_PLACE = PLACE_COLUMNS.map((column) => `g.${column} = needed.${column}`).join(' AND ');

/** Adds to `gun_place` the places of recoveries `r` of the condition, in an order that keeps neighbours together. */
export const addPlacesSql = (condition: string): string => `
  INSERT INTO gun_place (${PLACE_COLUMNS.join(', ')})
  SELECT needed.* FROM (${placesSql(condition)}) needed
  WHERE (needed.state, needed.county, needed.zip, needed.h3_cell) <> ('', '', '', 0)
    AND NOT EXISTS (SELECT FROM gun_place g WHERE ${SAME_PLACE})
  ORDER BY ${PLACE_COLUMNS.join(', ')}`;

/** Removes the places that no recovery names any more. Ids are never used again, so nothing can take one for another. */
export const REMOVE_UNUSED_PLACES = `
  DELETE FROM gun_place g WHERE NOT EXISTS (SELECT FROM (${placesSql('true')}) needed WHERE ${SAME_PLACE})`;

/** The recoveries `r` with dealer `d`, purchaser `p` and the places that {@link PACKED_GUNS} names. */
export const RECOVERIES_WITH_PLACES = `recovery r
  LEFT JOIN dealer d ON d.id = r.dealer_id
  LEFT JOIN purchaser p ON p.id = r.purchaser_id
  ${PLACES_OF_GUN.map(
    ({ name, columns }) =>
      `LEFT JOIN gun_place ${name} ON ${columns
        .map((column, index) => `${name}.${PLACE_COLUMNS[index]} = ${column}`)
        .join(' AND ')}`,
  ).join(' ')}`;

function indexSql(words: readonly string[], column: string): string {
  return `(array_position(ARRAY[${words.map((word) => `'${word}'`).join(', ')}], ${column}) - 1)`;
}

/** SQL for the packed guns of a group of these rows, ascending: neighbours together, and equal groups equal bytes. */
export const PACKED_GUNS = packedGunsSql();

function packedGunsSql(): string {
  const id = (place: string) => `coalesce(${place}.id, 0)::bigint`;
  const first = `(${id('recovery_place')} << 32 | ${id('dealer_place')})`;
  const facts = [
    `coalesce(r.time_to_crime_days, ${UNKNOWN_TIME})::bigint << ${TIME_SHIFT}`,
    `coalesce(date_part('day', r.recovered_on)::int, 0) << ${DAY_SHIFT}`,
    `${indexSql(FIREARM_TYPES, 'r.firearm_type')} << ${TYPE_SHIFT}`,
    `${indexSql(TRACE_OUTCOMES, 'r.trace_outcome')} << ${OUTCOME_SHIFT}`,
  ];
  const second = `(${[`${id('purchaser_place')} << 32`, ...facts.map((fact) => `(${fact})`)].join(' | ')})`;
  const gun = `int8send(${first}) || int8send(${second}) || int4send(r.id)`;
  return `string_agg(${gun}, ''::bytea ORDER BY ${first}, ${second}, r.id)`;
}
