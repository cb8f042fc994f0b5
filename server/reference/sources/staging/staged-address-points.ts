import type { HouseNumber } from '../house-numbers.ts';
import type { StoredPoint } from '../place.ts';
import type { Stage, StageColumn, StagedStreet } from './stage.ts';
import {
  countInserted,
  createStageSql,
  insertStaged,
  NOTHING_STORED,
  pointBoxSql,
  STREET_COLUMNS,
} from './stage.ts';

export interface StagedAddressPoint extends StagedStreet {
  readonly sourceRow: number;
  readonly house: HouseNumber;
  readonly unit: string | null;
  readonly zip: string | null;
  readonly point: StoredPoint;
}

const COLUMNS: readonly StageColumn<StagedAddressPoint>[] = [
  ...STREET_COLUMNS,
  { name: 'source_row', type: 'int', read: ({ sourceRow }) => sourceRow },
  { name: 'number', type: 'int', read: ({ house }) => house.number },
  { name: 'number_suffix', type: 'text', read: ({ house }) => house.suffix },
  { name: 'unit', type: 'text', read: ({ unit }) => unit },
  { name: 'zip', type: 'text', read: ({ zip }) => zip },
  { name: 'x_3857', type: 'float8', read: ({ point }) => point.x },
  { name: 'y_3857', type: 'float8', read: ({ point }) => point.y },
];

const NAMES = ['name_id', ...COLUMNS.map(({ name }) => name)].join(', ');

export const addressPointStage: Stage<StagedAddressPoint> = {
  async create(trx, table) {
    await trx.raw(createStageSql(table, COLUMNS));
  },
  insert: (trx, table, rows) => insertStaged(trx, table, COLUMNS, rows),
  async publish(trx, table, sourceId) {
    const addressPoints = await countInserted(
      trx,
      `INSERT INTO address_point (source_id, ${NAMES}) SELECT :sourceId, ${NAMES}
       FROM ${table} ORDER BY name_id, state, number`,
      { sourceId },
    );
    return { ...NOTHING_STORED, addressPoints };
  },
  boxSql: pointBoxSql,
};
