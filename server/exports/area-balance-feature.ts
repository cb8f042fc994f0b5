import { PER_INHABITANTS } from '../../domain/area-balance.ts';
import type { AreaBalanceItem, Figure } from '../../domain/responses.ts';
import { areaBalanceItemSchema } from '../../domain/responses.ts';
import type { ExportFeature } from './export-pages.ts';

const FIGURES = ['exportedPer100000', 'importedPer100000', 'ratio', 'shortShare'] as const;
type FigureName = (typeof FIGURES)[number];

const isFigure = (name: string): name is FigureName => FIGURES.some((figure) => figure === name);

/** Each figure makes four columns: its value, both ends of its interval, and whether it rests on few guns. */
export const AREA_BALANCE_COLUMNS: readonly string[] = [
  ...Object.keys(areaBalanceItemSchema.shape)
    .filter((name) => name !== 'location')
    .flatMap((name) => (isFigure(name) ? Object.keys(flatFigure(name, null)) : [name])),
  'knownTimeToCrime',
  'per',
];

/** A state as a point where its name stands; `per` goes with each, since rows get copied. */
export function areaBalanceFeature(item: AreaBalanceItem): ExportFeature {
  const { location, exportedPer100000, importedPer100000, ratio, shortShare, ...counts } = item;
  return {
    id: item.code,
    geometry: location === null ? null : { type: 'Point', coordinates: location },
    properties: {
      ...counts,
      ...flatFigure('exportedPer100000', exportedPer100000),
      ...flatFigure('importedPer100000', importedPer100000),
      ...flatFigure('ratio', ratio),
      ...flatFigure('shortShare', shortShare),
      knownTimeToCrime: shortShare?.known ?? 0,
      per: PER_INHABITANTS,
    },
  };
}

function flatFigure(name: FigureName, figure: Figure | null) {
  return {
    [name]: figure?.value ?? null,
    [`${name}Low`]: figure?.low ?? null,
    [`${name}High`]: figure?.high ?? null,
    [`${name}Few`]: figure?.few ?? null,
  };
}
