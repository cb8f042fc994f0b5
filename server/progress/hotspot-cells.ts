import { HOTSPOT_RESOLUTIONS, HOTSPOT_RINGS } from '../../domain/hotspots.ts';
import { told } from '../../domain/languages/told.ts';
import { HOTSPOT_MONTHS } from '../../domain/progress.ts';
import { gunDetailsIn } from '../../domain/scope.ts';
import type { Refusal } from '../../domain/statistics/refusal.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readCellsOfClass } from '../hotspots/hotspots-read-model.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { monthText } from './month-number.ts';
import { tellsCells } from './not-told.ts';

/** The cells that were hotspots before something began. */
export interface HotspotCells {
  /** H3 indexes. */
  readonly cells: ReadonlySet<string>;
  readonly resolution: number;
  readonly squareKm: number;
  /** The first month by whose guns they were chosen; the last is the one before it began. */
  readonly from: number;
}

/**
 * The cells that the map shows as hotspots (Gi*, 99 %) of a filter for the two years before the month `began`. They are fixed by
 * these months alone: what came after has no say in where it is counted.
 */
export async function readHotspotCells(
  read: ScopedRead,
  filter: RecordFilter,
  began: number,
): Promise<HotspotCells | Refusal<string>> {
  if (![...gunDetailsIn(read.scope).values()].some(tellsCells)) return NO_CELLS_TOLD;
  const from = began - HOTSPOT_MONTHS;
  const before = {
    ...filter,
    recoveredFrom: `${monthText(from)}-01`,
    recoveredTo: `${monthText(began)}-01`,
  };
  const question = {
    of: 'recoveries',
    rate: 'none',
    resolution: HOTSPOT_RESOLUTIONS.otherwise,
    mayBeCoarser: true,
    rings: HOTSPOT_RINGS.otherwise,
    periods: 'none',
  } as const;
  const { cells, resolution, squareKm, untested } = await readCellsOfClass(read, before, question, 'hot99');
  if (untested !== null) {
    return {
      refused: 'hotspots-untested',
      reason: told(
        'There are no hotspots to count in: the two years before cannot be tested for them. {untested}',
        { untested },
      ),
    };
  }
  if (cells.length === 0) return NO_HOTSPOT;
  return {
    cells: new Set(cells),
    resolution,
    squareKm,
    from,
  };
}

const NO_CELLS_TOLD: Refusal<string> = {
  refused: 'no-cells-told',
  reason: told(
    'Hotspots are found by guns known to the street, and you see counts alone, which name no street. Choose another outcome, or ask an analyst.',
  ),
};

const NO_HOTSPOT: Refusal<string> = {
  refused: 'no-hotspot',
  reason: told(
    'No cell was a hotspot (Gi*, 99 %) in the two years before it began, so there is nothing to count in. Choose another outcome.',
  ),
};
