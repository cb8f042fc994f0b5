import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, formatTraceFilter } from '../../domain/trace-filter.ts';
import type { Database } from '../database/connection.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { placesBehind, readOccupiedCells } from './cell-counts.ts';
import type { HotspotQuestion } from './hotspot-question.ts';
import { readInhabitants } from './inhabitants.ts';
import type { StudyArea } from './study-area.ts';
import { cellsAround, partAround, studyAreaOf } from './study-area.ts';

/** More cells with records than this make an answer too large to draw; cells around them come on top. */
const MOST_OCCUPIED_CELLS = 50_000;
/** Areas kept: a user goes back and forth between few, and each may hold a million neighbours. */
const AREAS_KEPT = 8;

type AreaQuestion = Omit<HotspotQuestion, 'periods'>;

const areasOf = new WeakMap<Database, Map<string, StudyArea>>();

/**
 * The study area (docs/decisions/0013): every cell within `rings` of one in which the scope has any recovery (of shootings:
 * any shooting), of any time and kind; only what the filter says of the place narrows it. So it does not follow what is looked at, and a cell
 * without any such record counts as 0. By inhabitant only the cells of them in which people live.
 */
export async function readStudyArea(
  read: ScopedRead,
  filter: TraceFilter,
  question: AreaQuestion,
): Promise<StudyArea> {
  const areas = areasOf.get(read.database) ?? new Map<string, StudyArea>();
  areasOf.set(read.database, areas);
  const place = placeOf(filter);
  const key = [
    read.dataVersion,
    scopeDigest(read.scope),
    placesBehind(question.of),
    formatTraceFilter(place),
    question.resolution,
    question.mayBeCoarser,
    question.rings,
    question.rate === 'population',
  ].join('|');
  const area = areas.get(key) ?? (await makeStudyArea(read, place, question));
  // The one used last goes to the end: the first is let go.
  areas.delete(key);
  areas.set(key, area);
  for (const oldest of areas.keys()) if (areas.size > AREAS_KEPT) areas.delete(oldest);
  return area;
}

async function makeStudyArea(
  read: ScopedRead,
  place: TraceFilter,
  question: AreaQuestion,
): Promise<StudyArea> {
  const { rate, resolution, rings } = question;
  const occupied = await readOccupiedCells(read, place, question);
  if (occupied.length <= MOST_OCCUPIED_CELLS) {
    const whole = rate === 'population' ? null : await readWholeArea(read, place, question);
    if (whole !== null) return partAround(whole, occupied);
    const cells = cellsAround(occupied, rings);
    if (rate !== 'population') return studyAreaOf(cells, resolution, rings);
    const { byCell } = await readInhabitants(read, resolution);
    return studyAreaOf(
      cells.filter((cell) => byCell.has(cell)),
      resolution,
      rings,
    );
  }
  if (question.mayBeCoarser) return makeStudyArea(read, place, { ...question, resolution: resolution - 1 });
  throw new FilterError(
    'resolution',
    told(
      'There are records in {count} cells at resolution {resolution}, more than can be shown. Use resolution {coarser}, or choose a state, an agency or a bbox.',
      { count: occupied.length, resolution, coarser: resolution - 1 },
    ),
  );
}

/** The area of all places, of which others are parts; null where that is what is asked for, or is of larger cells. */
async function readWholeArea(
  read: ScopedRead,
  place: TraceFilter,
  question: AreaQuestion,
): Promise<StudyArea | null> {
  if (Object.keys(place).length === 0) return null;
  const whole = await readStudyArea(read, {}, { ...question, mayBeCoarser: true });
  return whole.resolution === question.resolution ? whole : null;
}

/** What a filter says of where guns were recovered, or incidents happened. */
function placeOf({ recoveryState, recoveryCounty, recoveryZip, agency, bbox }: TraceFilter): TraceFilter {
  return {
    ...(recoveryState === undefined ? {} : { recoveryState }),
    ...(recoveryCounty === undefined ? {} : { recoveryCounty }),
    ...(recoveryZip === undefined ? {} : { recoveryZip }),
    ...(agency === undefined ? {} : { agency }),
    ...(bbox === undefined ? {} : { bbox }),
  };
}
