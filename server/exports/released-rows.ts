import { ALL } from '../../domain/disclosure/additive-table.ts';
import { exportDictionary } from '../../domain/exports/export-dictionary.ts';
import { flowCurve } from '../../domain/geography/flow-curve.ts';
import {
  categoriesOf,
  categoryCode,
  categoryName,
  publicationAreas,
  publishedCount,
} from '../../domain/publication.ts';
import type { CategoryWay } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../domain/snapshots.ts';
import type { AreaPlace, AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { ReleasedYear } from '../snapshots/snapshots-read-model.ts';
import { readReleasedYears } from '../snapshots/snapshots-read-model.ts';
import type { ExportFeature } from './export-pages.ts';

export const RELEASED_COLUMNS: readonly string[] = exportDictionary('released').map(({ name }) => name);

/** Every count of every released year of one's own agency, or why it is not shown; those by state of sale as lines to the area. */
export async function readReleasedRows(read: ScopedRead): Promise<ExportFeature[]> {
  const years = await readReleasedYears(read);
  const states = await readAreaPlaces(read, 'state');
  const counties = await readAreaPlaces(read, 'county');
  return years.flatMap((released) =>
    publicationAreas(released.plan).flatMap((area) => {
      const place = area.code === ALL ? states.get(released.state) : counties.get(area.code);
      return rowsOf(released, area, states, place);
    }),
  );
}

function rowsOf(
  { agency, year, plan, cells }: ReleasedYear,
  area: { readonly code: string; readonly name: string },
  states: AreaPlaces,
  place: AreaPlace | undefined,
): ExportFeature[] {
  const row = (way: CategoryWay | typeof ALL, code: string): ExportFeature => {
    const category = way === ALL ? ALL : categoryCode(way, code);
    const told = publishedCount({ plan, cells }, area.code, category);
    const state = way === 'source' ? states.get(code) : undefined;
    return {
      id: `${agency} ${year} ${area.code} ${category}`,
      geometry: state === undefined || place === undefined ? null : lineBetween(state, place),
      properties: {
        agency,
        year,
        area: area.code,
        areaName: area.name,
        way,
        category: code,
        categoryName: way === ALL ? 'All' : categoryName(plan, way, code),
        guns: typeof told === 'number' ? told : null,
        told: typeof told === 'number' ? 'shown' : told,
        threshold: plan.threshold,
      },
    };
  };
  const categories = categoriesOf(plan);
  return [row(ALL, ALL), ...CATEGORY_WAYS.flatMap((way) => categories[way].map((code) => row(way, code)))];
}

/** Null where both ends are one place: what stayed has no line. */
function lineBetween(from: AreaPlace, to: AreaPlace): ExportFeature['geometry'] {
  const isOnePlace = from.lon === to.lon && from.lat === to.lat;
  return isOnePlace ? null : { type: 'LineString', coordinates: flowCurve(from, to) };
}
