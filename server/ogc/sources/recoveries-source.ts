import { exportDictionary } from '../../../domain/exports/export-dictionary.ts';
import type { ScopedRead } from '../../database/with-scope.ts';
import { fromRecord } from '../../exports/record-pages.ts';
import type { SqlCondition } from '../../traces/filter-sql.ts';
import { filterCondition } from '../../traces/filter-sql.ts';
import { countRecoveriesWhere, readRecoveryPage } from '../../traces/recoveries-read-model.ts';
import { resolveCorridors } from '../../traces/resolve-corridors.ts';
import { cql2Sql } from '../cql2/cql2-sql.ts';
import type { FeatureQuestion, FeatureSource, OgcFeature } from '../feature-source.ts';
import { oneByNumber, pageOf } from '../feature-source.ts';
import { afterNumber } from './after-number.ts';
import { matchedCount } from './matched-count.ts';
import { queryables } from './queryables.ts';

const columns = exportDictionary('recoveries');

/** Plain columns of the recovery `r`; what is told of it from elsewhere is not asked of. */
const ASKED = queryables(
  columns,
  {
    id: 'r.id',
    agency: '(SELECT code FROM agency WHERE agency.id = r.agency_id)',
    recoveredOn: 'r.recovered_on',
    firearmType: 'r.firearm_type',
    manufacturer: 'r.manufacturer',
    caliber: 'r.caliber',
    crimeCode: 'r.crime_code',
    precision: 'r.precision',
    uncertaintyMetres: 'r.uncertainty_metres',
    placedBy: 'r.geocode_match_type',
    recoveryState: 'r.recovery_state',
    recoveryCounty: 'r.recovery_county',
    traceOutcome: 'r.trace_outcome',
    timeToCrimeDays: 'r.time_to_crime_days',
    dealerId: 'r.dealer_id',
    sourceState: 'r.source_state',
    sourceCounty: 'r.source_county',
    multipleSale: 'r.multiple_sale',
    sourceRow: 'r.source_row',
  },
  // Known to the street or better: the others are drawn nowhere.
  { sql: 'CASE WHEN r.tile_code IS NOT NULL THEN r.geom_3857 END', srid: 3857, tileCode: 'r.tile_code' },
);

async function conditionOf({ trx }: ScopedRead, { asked, where }: FeatureQuestion): Promise<SqlCondition> {
  const ofFilter = filterCondition(await resolveCorridors(trx, asked.filter));
  if (where === null) return ofFilter;
  const ofCql2 = cql2Sql(where, ASKED);
  return {
    sql: `${ofFilter.sql} AND (${ofCql2.sql})`,
    bindings: { ...ofFilter.bindings, ...ofCql2.bindings },
  };
}

async function readFeatures(
  { trx }: ScopedRead,
  condition: SqlCondition,
  { limit, after }: FeatureQuestion,
): Promise<readonly OgcFeature[]> {
  const from = { value: '0', id: afterNumber(after) };
  const { features } = await readRecoveryPage(trx, condition, { sort: 'id', limit: limit + 1, after: from });
  return features.map(fromRecord);
}

/** Single recoveries, those without coordinates too. */
export const recoveriesSource: FeatureSource = {
  columns,
  queryable: new Set(Object.keys(ASKED.columns)),
  hasGeometry: true,
  async find(read, question) {
    const condition = await conditionOf(read, question);
    const features = await readFeatures(read, condition, question);
    const matched = await matchedCount(read, 'recovery', condition, () =>
      countRecoveriesWhere(read.trx, condition),
    );
    return pageOf(features, question.limit, matched);
  },
  one: oneByNumber(async (read, question) => readFeatures(read, await conditionOf(read, question), question)),
};
