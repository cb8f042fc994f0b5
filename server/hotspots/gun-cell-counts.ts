import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import type { SelectedGuns } from '../rollups/packed-guns.ts';
import { placeAt, RECOVERY_PLACE, selectGuns, timeToCrimeAt, UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import { readPlacesInScope } from '../rollups/places-in-scope.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { CellCounts, CellQuestion } from './cell-counts.ts';
import type { MonthCounts } from './month-counts.ts';
import { noCounts } from './month-counts.ts';

/** Counts the filter's guns by the cell they were recovered in. */
export async function countGunsByCell(
  read: ScopedRead,
  filter: TraceFilter,
  { of, resolution, byMonth = false }: CellQuestion,
): Promise<CellCounts> {
  const records = await readPackedGuns(read, filter);
  const nodes = records.places.nodesAt('cell', resolution);
  const months = new Map<string | null, MonthCounts>();
  selectGuns(records, filter, (selected) => {
    const month = byMonth ? selected.month : null;
    const counts = months.get(month) ?? noCounts(month, nodes.length);
    months.set(month, counts);
    addGuns(counts, selected, nodes, of === 'shortTimeToCrime');
  });
  const areasOf = (await readPlacesInScope(read)).namesOf(nodes);
  return { cells: cellsOf(nodes), months: [...months.values()], areasOf };
}

function addGuns(
  { count, outOf }: MonthCounts,
  { guns, at, count: selected }: SelectedGuns,
  { nodeOf }: PlaceNodes,
  shortOnly: boolean,
): void {
  for (let index = 0; index < selected; index++) {
    const gun = at[index] ?? 0;
    const cell = nodeOf[placeAt(guns, gun, RECOVERY_PLACE)] ?? 0;
    const time = timeToCrimeAt(guns, gun);
    if (time !== UNKNOWN_TIME) outOf[cell] = (outOf[cell] ?? 0) + 1;
    if (!shortOnly || time <= SHORT_TIME_TO_CRIME_DAYS) count[cell] = (count[cell] ?? 0) + 1;
  }
}

/** Indexes of the cells of places, written out once: they come back with every filter. */
const writtenCells = new WeakMap<PlaceNodes, readonly (string | null)[]>();

function cellsOf(nodes: PlaceNodes): readonly (string | null)[] {
  const known = writtenCells.get(nodes);
  if (known !== undefined) return known;
  const cells = Array.from({ length: nodes.length }, (_, node) => nodes.code(node));
  writtenCells.set(nodes, cells);
  return cells;
}
