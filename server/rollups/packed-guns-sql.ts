/** SQL that packs guns; what the bytes mean stands at the head of packed-guns.ts. */
import type { GunDetail } from '../../domain/scope.ts';
import { FIREARM_TYPES, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import { DAY_SHIFT, OUTCOME_SHIFT, TIME_SHIFT, TYPE_SHIFT, UNKNOWN_TIME } from './packed-guns.ts';

const PLACE_COLUMNS = ['state', 'county', 'zip', 'h3_cell'] as const;

/** How closely a place is told, from least to most. */
const CLOSENESS = ['nowhere', 'county', 'zip', 'cell'] as const;
type Closeness = (typeof CLOSENESS)[number];

interface GunTold {
  readonly recovery: Closeness;
  readonly dealer: Closeness;
  readonly purchaser: Closeness;
  /** Whether it is told what became of its trace: outcome and time-to-crime. */
  readonly trace: boolean;
  /** Whether the record itself and its purchaser are named, by their ids. */
  readonly record: boolean;
  /** Whether the dealer is named, by its id. */
  readonly namesDealer: boolean;
}

const AS_RECORDED = {
  recovery: 'cell',
  dealer: 'cell',
  trace: true,
  record: true,
  namesDealer: true,
} as const;
const COUNTED = {
  recovery: 'zip',
  dealer: 'county',
  purchaser: 'county',
  trace: true,
  record: false,
  namesDealer: false,
} as const;

/** What each way of packing a gun tells of it; in words at {@link GunDetail}. */
const TOLD: Readonly<Record<GunDetail, GunTold>> = {
  records: { ...AS_RECORDED, purchaser: 'cell' },
  deidentified: { ...AS_RECORDED, purchaser: 'zip' },
  untraced: { ...AS_RECORDED, dealer: 'nowhere', purchaser: 'nowhere', trace: false, namesDealer: false },
  counted: COUNTED,
  counted_named: { ...COUNTED, namesDealer: true },
  counted_untraced: { ...COUNTED, dealer: 'nowhere', purchaser: 'nowhere', trace: false },
};

/** The three places of a gun, by columns of `recovery r`, `dealer d` and `purchaser p`, nothing unknown left null. */
const placesOfGun = (detail: GunDetail) => {
  const told = TOLD[detail];
  return [
    {
      name: 'recovery_place',
      columns: known(told.recovery, 'r.recovery_state', 'r.recovery_county', 'r.recovery_zip', 'r.h3_cell'),
    },
    {
      name: 'dealer_place',
      columns: known(told.dealer, 'r.source_state', 'r.source_county', 'r.source_zip', 'd.h3_cell'),
    },
    {
      name: 'purchaser_place',
      columns: known(told.purchaser, 'p.area_state', 'p.area_county', 'p.area_zip', 'p.h3_cell'),
    },
  ];
};

function known(told: Closeness, state: string, county: string, zip: string, cell: string): readonly string[] {
  const at = CLOSENESS.indexOf(told);
  const code = (column: string, least: Closeness) =>
    at >= CLOSENESS.indexOf(least) ? `coalesce(${column}, '')` : `''`;
  return [
    code(state, 'county'),
    code(county, 'county'),
    code(zip, 'zip'),
    at >= CLOSENESS.indexOf('cell') ? `coalesce(${cell}, 0)` : '0',
  ];
}

/** Each place once that recoveries `r` of the condition name in this detail. */
const placesSql = (detail: GunDetail, condition: string) => `
  SELECT DISTINCT place.* FROM recovery r
    LEFT JOIN dealer d ON d.id = r.dealer_id LEFT JOIN purchaser p ON p.id = r.purchaser_id,
    LATERAL (VALUES ${placesOfGun(detail)
      .map(({ columns }) => `(${columns.join(', ')})`)
      .join(', ')})
      AS place (${PLACE_COLUMNS.join(', ')})
  WHERE ${condition}`;

const SAME_PLACE = PLACE_COLUMNS.map((column) => `g.${column} = needed.${column}`).join(' AND ');

/** Adds to `gun_place` the places of recoveries `r` of the condition, in an order that keeps neighbours together. */
export const addPlacesSql = (detail: GunDetail, condition: string): string => `
  INSERT INTO gun_place (${PLACE_COLUMNS.join(', ')})
  SELECT needed.* FROM (${placesSql(detail, condition)}) needed
  WHERE (needed.state, needed.county, needed.zip, needed.h3_cell) <> ('', '', '', 0)
    AND NOT EXISTS (SELECT FROM gun_place g WHERE ${SAME_PLACE})
  ORDER BY ${PLACE_COLUMNS.join(', ')}`;

/**
 * Removes the places that no recovery names any more in any of these details. Ids are never used again, so nothing can
 * take one for another.
 */
export const removeUnusedPlacesSql = (details: readonly GunDetail[]): string =>
  `DELETE FROM gun_place g WHERE ${details
    .map((detail) => `NOT EXISTS (SELECT FROM (${placesSql(detail, 'true')}) needed WHERE ${SAME_PLACE})`)
    .join(' AND ')}`;

/** The recoveries `r` with dealer `d`, purchaser `p` and the places that {@link packedGunsSql} names. */
export const recoveriesWithPlaces = (detail: GunDetail): string => `recovery r
  LEFT JOIN dealer d ON d.id = r.dealer_id
  LEFT JOIN purchaser p ON p.id = r.purchaser_id
  ${placesOfGun(detail)
    .map(
      ({ name, columns }) =>
        `LEFT JOIN gun_place ${name} ON ${columns
          .map((column, index) => `${name}.${PLACE_COLUMNS[index]} = ${column}`)
          .join(' AND ')}`,
    )
    .join(' ')}`;

function indexSql(words: readonly string[], column: string): string {
  return `(array_position(ARRAY[${words.map((word) => `'${word}'`).join(', ')}], ${column}) - 1)`;
}

/** Whether a recovery `r` is told to have been traced to a dealer. */
export const tracedSql = (detail: GunDetail): string =>
  TOLD[detail].trace ? `r.trace_outcome IN ('dealer', 'purchaser')` : 'false';

/** SQL for the packed guns of a group of these rows, ascending: neighbours together, and equal groups equal bytes. */
export function packedGunsSql(detail: GunDetail): string {
  const { trace, record, namesDealer } = TOLD[detail];
  const id = (place: string) => `coalesce(${place}.id, 0)::bigint`;
  const first = `(${id('recovery_place')} << 32 | ${id('dealer_place')})`;
  const facts = [
    `${trace ? `coalesce(r.time_to_crime_days, ${UNKNOWN_TIME})` : UNKNOWN_TIME}::bigint << ${TIME_SHIFT}`,
    `coalesce(date_part('day', r.recovered_on)::int, 0) << ${DAY_SHIFT}`,
    `${indexSql(FIREARM_TYPES, 'r.firearm_type')} << ${TYPE_SHIFT}`,
    `${trace ? indexSql(TRACE_OUTCOMES, 'r.trace_outcome') : 0} << ${OUTCOME_SHIFT}`,
  ];
  const second = `(${[`${id('purchaser_place')} << 32`, ...facts.map((fact) => `(${fact})`)].join(' | ')})`;
  const named = [
    record ? 'r.id' : '0',
    namesDealer ? 'coalesce(r.dealer_id, 0)' : '0',
    record && trace ? 'coalesce(r.purchaser_id, 0)' : '0',
  ];
  const gun = [`int8send(${first})`, `int8send(${second})`, ...named.map((id) => `int4send(${id})`)];
  return `string_agg(${gun.join(' || ')}, ''::bytea ORDER BY ${[first, second, ...named].join(', ')})`;
}
