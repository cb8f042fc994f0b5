/** The same expected features are written here for both engines, so each is compared with the other. */
import { beforeAll, describe, expect, it } from 'vitest';
import { MERCATOR_HALF_WIDTH_METRES } from '../../../domain/geography/world-grid.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { StreetClass } from '../../../domain/vocabulary.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { tileFeatures } from '../../helpers/tile-features.ts';

const database = useTestDatabase();

type Place = readonly [x: number, y: number];

interface Street {
  readonly class: StreetClass;
  readonly name: string;
  readonly pre?: string;
  readonly suffix?: string;
  readonly post?: string;
  /** In units of the tile 14/8192/8192, whose upper left corner is the middle of the world. */
  readonly line: readonly Place[];
}

const UNIT_METRES = (2 * MERCATOR_HALF_WIDTH_METRES) / 2 ** 14 / 4096;

const STREETS: readonly Street[] = [
  // Two stretches that continue each other, and one apart.
  { class: 'local', pre: 'N', name: 'SAINT PAUL', suffix: 'ST', line: along([100, 100], [300, 100]) },
  { class: 'local', pre: 'N', name: 'SAINT PAUL', suffix: 'ST', line: along([300, 100], [500, 100]) },
  { class: 'local', pre: 'N', name: 'SAINT PAUL', suffix: 'ST', line: along([700, 100], [800, 100]) },
  // Another street of that name, and one across it.
  { class: 'local', pre: 'S', name: 'SAINT PAUL', suffix: 'ST', line: along([100, 900], [500, 900]) },
  { class: 'major', name: 'MCHENRY', suffix: 'ST', line: along([300, 0], [300.3, 200], [300, 400]) },
  { class: 'major', name: 'US HIGHWAY 1A', line: along([1000, 2000], [1400, 2000], [1400, 2400]) },
  { class: 'local', name: '33RD', suffix: 'ST', post: 'NE', line: along([-300, 3000], [-100, 3000]) },
  { class: 'highway', name: 'INTERSTATE 95', line: along([3000, 2000], [5000, 2000]) },
  { class: 'service', name: 'LAFAYETTE LANVALE', line: along([50, 200], [50, 280]) },
  { class: 'service', name: 'RAMP', line: along([60, 400], [60, 480]) },
];

function along(...line: readonly Place[]): readonly Place[] {
  return line;
}

beforeAll(async () => {
  await database.current.knex.transaction(async (trx) => {
    for (const { name, line, ...street } of STREETS) {
      const places = line.map(([x, y]) => `${x * UNIT_METRES} ${-y * UNIT_METRES}`);
      await trx.raw(
        `WITH name AS (
           INSERT INTO street_name (key, name) VALUES (:name, :name)
           ON CONFLICT (key) DO UPDATE SET name = excluded.name RETURNING id
         )
         INSERT INTO street_segment (source_id, source_row, name_id, pre_direction, suffix, post_direction, state,
           class, from_node, to_node, length_metres, geom_3857)
         SELECT 1, 2, id, :pre, :suffix, :post, 'MD', :class, 0, 0, 1, ST_GeomFromText(:line, 3857) FROM name`,
        {
          name,
          class: street.class,
          pre: street.pre ?? null,
          suffix: street.suffix ?? null,
          post: street.post ?? null,
          line: `LINESTRING(${places.join(', ')})`,
        },
      );
    }
  });
});

async function features(z: number, x: number, y: number) {
  const scope = scopeOfAllRecords([]);
  const found = await tileFeatures(database.current, {
    layer: 'streets',
    tile: { z, x, y },
    filter: {},
    scope,
  });
  // In which order the lines of a feature come is the geometry library's affair.
  return found.map((feature) => ({
    ...feature,
    geometry: feature.geometry.toSorted(
      ([a], [b]) => (a?.[0] ?? 0) - (b?.[0] ?? 0) || (a?.[1] ?? 0) - (b?.[1] ?? 0),
    ),
  }));
}

const lines = (properties: Record<string, string>, ...geometry: readonly (readonly Place[])[]) => ({
  type: 'line',
  geometry,
  properties,
});

describe('streets tiles', () => {
  it('hold a line for each street by name, the least first, clipped with a margin', async () => {
    expect(await features(14, 8192, 8192)).toEqual([
      lines({ class: 'service' }, along([50, 200], [50, 280]), along([60, 400], [60, 480])),
      lines(
        { class: 'local', name: 'N St Paul St' },
        along([100, 100], [500, 100]),
        along([700, 100], [800, 100]),
      ),
      lines({ class: 'local', name: 'S St Paul St' }, along([100, 900], [500, 900])),
      lines({ class: 'major', name: 'McHenry St' }, along([300, 0], [300, 400])),
      lines({ class: 'major', name: 'US 1A' }, along([1000, 2000], [1400, 2000], [1400, 2400])),
      lines({ class: 'highway', name: 'I-95' }, along([3000, 2000], [4160, 2000])),
    ]);
  });

  it('name local streets and hold alleys in the nearest tiles only', async () => {
    expect(await features(12, 2048, 2048)).toEqual([
      lines(
        { class: 'local' },
        along([-64, 750], [-25, 750]),
        along([25, 25], [125, 25]),
        along([25, 225], [125, 225]),
        along([175, 25], [200, 25]),
      ),
      lines({ class: 'major', name: 'McHenry St' }, along([75, 0], [75, 100])),
      lines({ class: 'major', name: 'US 1A' }, along([250, 500], [350, 500], [350, 600])),
      lines({ class: 'highway', name: 'I-95' }, along([750, 500], [1250, 500])),
    ]);
  });

  it('hold what reaches into their margin, and nothing where no streets are', async () => {
    expect(await features(14, 8192, 8190)).toEqual([]);
    expect(await features(14, 8191, 8192)).toEqual([
      lines({ class: 'service' }, along([4146, 200], [4146, 280]), along([4156, 400], [4156, 480])),
      lines({ class: 'local', name: '33rd St NE' }, along([3796, 3000], [3996, 3000])),
    ]);
  });
});
