import { position } from '../../domain/geography/flow-curve.ts';
import { stateByCode } from '../../domain/geography/states.ts';
import type { AreaBalanceItem, Figure } from '../../domain/responses.ts';
import { binomialInterval } from '../../domain/statistics/binomial-interval.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { poissonInterval } from '../../domain/statistics/poisson-interval.ts';
import { ratioInterval } from '../../domain/statistics/ratio-interval.ts';
import type { AreaPlace } from '../areas/area-places.ts';

/** Guns of one state or county, counted. */
export interface AreaGuns {
  exported: number;
  imported: number;
  stayed: number;
  /** Exported guns of known time-to-crime, and of these the ones sold within 3 years. */
  exportedKnown: number;
  exportedShort: number;
}

const INHABITANTS = 100_000;

/** An area's counts with their rates, ratio and short share; `place` is null where no such area is known. */
export function areaBalanceItem(code: string, guns: AreaGuns, place: AreaPlace | null): AreaBalanceItem {
  const { exported, imported, stayed } = guns;
  const population = place?.population ?? null;
  // Where no gun was recovered by anybody whose records are here, nothing is known of what came in: that is not zero.
  const areImportsKnown = imported + stayed > 0;
  return {
    code,
    name: place?.name ?? stateByCode(code)?.name ?? code,
    location: place === null ? null : position(place),
    population,
    exported,
    imported,
    stayed,
    exportedPer100000: rate(exported, population),
    importedPer100000: areImportsKnown ? rate(imported, population) : null,
    ratio: ratio(exported, imported),
    shortShare: shortShare(guns),
  };
}

function rate(count: number, population: number | null): Figure | null {
  if (population === null || population === 0) return null;
  const per = (guns: number) => (guns * INHABITANTS) / population;
  const { low, high } = poissonInterval(count);
  return { value: per(count), low: per(low), high: per(high), few: count < FEW_RECORDS };
}

/** As weak as the smaller of its two counts. */
function ratio(exported: number, imported: number): Figure | null {
  if (imported === 0) return null;
  return {
    value: exported / imported,
    ...ratioInterval(exported, imported),
    few: Math.min(exported, imported) < FEW_RECORDS,
  };
}

function shortShare({ exportedKnown, exportedShort }: AreaGuns): AreaBalanceItem['shortShare'] {
  if (exportedKnown === 0) return null;
  return {
    value: exportedShort / exportedKnown,
    ...binomialInterval(exportedShort, exportedKnown),
    few: exportedKnown < FEW_RECORDS,
    known: exportedKnown,
  };
}
