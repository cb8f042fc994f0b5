import type { Dealer } from '../../domain/dealer-responses.ts';
import { isDrawablePrecision } from '../../domain/vocabulary.ts';
import type { ExportFeature } from './export-pages.ts';

type Flat = Exclude<keyof Dealer, 'location' | 'shortShare' | 'yearsAtThreshold' | 'sales'>;

const FLAT: readonly Flat[] = [
  'id',
  'licenseNumber',
  'name',
  'licenseType',
  'street',
  'city',
  'state',
  'zip',
  'precision',
  'listed',
  'traces',
  'knownTimeToCrime',
  'shortTimeToCrime',
  'medianTimeToCrimeDays',
  'purchasers',
  'repeatPurchasers',
  'statesKnown',
  'otherState',
  'medianDistanceKm',
  'distancesKnown',
  'firstYear',
  'lastYear',
  'multipleSales',
  'thefts',
];

/** Columns of what has parts. */
const PARTS: Readonly<Record<string, (dealer: Dealer) => string | number | null>> = {
  shortShare: ({ shortShare }) => shortShare?.value ?? null,
  shortShareLow: ({ shortShare }) => shortShare?.low ?? null,
  shortShareHigh: ({ shortShare }) => shortShare?.high ?? null,
  yearsAtThreshold: ({ yearsAtThreshold }) => yearsAtThreshold.join('; '),
  sold: ({ sales }) => sales?.sold ?? null,
  tracesOfSales: ({ sales }) => sales?.traces ?? null,
  tracesPer1000Sold: ({ sales }) => sales?.rate.value ?? null,
  tracesPer1000SoldLow: ({ sales }) => sales?.rate.low ?? null,
  tracesPer1000SoldHigh: ({ sales }) => sales?.rate.high ?? null,
  salesAtRisk: ({ sales }) => sales?.atRisk ?? null,
  expectedTraces: ({ sales }) => sales?.expected ?? null,
  funnelPlace: ({ sales }) => sales?.place ?? null,
  funnelAdjustedP: ({ sales }) => sales?.adjustedP ?? null,
  rankExpected: ({ sales }) => sales?.rank.expected ?? null,
  rankLow: ({ sales }) => sales?.rank.low ?? null,
  rankHigh: ({ sales }) => sales?.rank.high ?? null,
};

export const DEALER_COLUMNS: readonly string[] = [...FLAT, ...Object.keys(PARTS)];

/** A dealer at its point, where it may be drawn there, with its figures in columns. */
export function dealerExport(dealer: Dealer): ExportFeature {
  const { id, location, precision } = dealer;
  return {
    id,
    geometry:
      location !== null && isDrawablePrecision(precision) ? { type: 'Point', coordinates: location } : null,
    properties: {
      ...Object.fromEntries(FLAT.map((name) => [name, dealer[name]])),
      ...Object.fromEntries(Object.entries(PARTS).map(([name, tell]) => [name, tell(dealer)])),
    },
  };
}
