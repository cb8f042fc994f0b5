import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { CellCounts } from './cell-counts.ts';
import type { StudyArea } from './study-area.ts';
import { numbersIn, OUTSIDE } from './study-area.ts';

/** Names a cell of an area by its number; null where nothing in scope says where it lies. */
export type CellNames = (cell: number) => string | null;

/** Names cells after the ZIP and county that something in them lies in: `21217, Baltimore city, MD`. */
export async function readCellNames(
  read: ScopedRead,
  area: StudyArea,
  counts: CellCounts,
): Promise<CellNames> {
  const counties = await readAreaPlaces(read, 'county');
  const countedAs = new Int32Array(area.cells.length).fill(OUTSIDE);
  for (const [counted, number] of numbersIn(area, counts.cells).entries()) {
    if (number !== OUTSIDE) countedAs[number] = counted;
  }
  const named = namedBefore(counts, counties);
  return (cell) => {
    const counted = countedAs[cell] ?? OUTSIDE;
    if (counted === OUTSIDE) return null;
    const known = named[counted];
    if (known !== undefined) return known;
    const { zip, county } = counts.areasOf(counted);
    const parts = [zip, counties.get(county ?? '')?.name ?? null].filter((part) => part !== null);
    const name = parts.length === 0 ? null : parts.join(', ');
    named[counted] = name;
    return name;
  };
}

interface Named {
  readonly counties: AreaPlaces;
  readonly names: (string | null)[];
}

/** Names given before by the same scope to the same cells, which come back with every filter. */
const namesOf = new WeakMap<CellCounts['areasOf'], Named>();

function namedBefore({ areasOf }: CellCounts, counties: AreaPlaces): Named['names'] {
  const known = namesOf.get(areasOf);
  if (known?.counties === counties) return known.names;
  const names: Named['names'] = [];
  namesOf.set(areasOf, { counties, names });
  return names;
}
