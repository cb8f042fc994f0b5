import type { HotspotAccuracy } from '../../domain/hotspots.ts';
import { FALSE_DISCOVERY_RATE, hotspotNotice } from '../../domain/hotspots.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import { binomialInterval } from '../../domain/statistics/binomial-interval.ts';
import { predictionAccuracy } from '../../domain/statistics/prediction-accuracy.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readCellCounts } from './cell-counts.ts';
import { scoreCells } from './cell-scores.ts';
import { tallyCells } from './cell-tallies.ts';
import { hotspotMethod } from './hotspot-method.ts';
import type { HotspotQuestion } from './hotspot-question.ts';
import { readLastDay } from './last-day.ts';
import { readStudyArea } from './study-areas.ts';
import type { Window } from './windows.ts';
import { lastYear, windowBefore } from './windows.ts';

/**
 * What the significant hotspots of one period said of the next: the filter's dates are the later one, the same length
 * before them the earlier. Without both dates, the last twelve months and the twelve before. It is told of counts, whatever
 * the rate asked for.
 */
export async function readHotspotAccuracy(
  read: ScopedRead,
  filter: TraceFilter,
  asked: HotspotQuestion,
  speech: Speech,
): Promise<HotspotAccuracy> {
  const question: HotspotQuestion = { ...asked, rate: 'none' };
  const current = await currentWindow(read, filter, question);
  const previous = windowBefore(current);
  const area = await readStudyArea(read, filter, question);
  const tallyOf = async ({ from, to }: Window) => {
    const { of } = question;
    const dated = { ...filter, recoveredFrom: from, recoveredTo: to };
    return tallyCells(area, await readCellCounts(read, dated, { of, resolution: area.resolution }));
  };
  const before = await tallyOf(previous);
  const now = await tallyOf(current);
  const { tested, untested } = scoreCells(area, before, 'none');
  let hotCells = 0;
  let hits = 0;
  for (let cell = 0; cell < area.cells.length; cell++) {
    const isHot = (tested?.z[cell] ?? 0) > 0 && (tested?.adjustedP[cell] ?? 1) <= FALSE_DISCOVERY_RATE;
    if (!isHot) continue;
    hotCells += 1;
    hits += now.count[cell] ?? 0;
  }
  const { hitRate, predictionAccuracyIndex } = predictionAccuracy(
    { hits, all: now.placed },
    { named: hotCells, all: area.cells.length },
  );
  return {
    previous,
    current,
    previousCount: before.placed,
    count: now.placed,
    hits,
    hotCells,
    cells: area.cells.length,
    hitRate: hitRate === null ? null : { value: hitRate, ...binomialInterval(hits, now.placed) },
    predictionAccuracyIndex,
    method: hotspotMethod(question, area, { untested }, speech),
    notice: hotspotNotice(question.of),
  };
}

async function currentWindow(
  read: ScopedRead,
  filter: TraceFilter,
  { of }: HotspotQuestion,
): Promise<Window> {
  const { recoveredFrom: from, recoveredTo: to } = filter;
  if (from !== undefined && to !== undefined) return { from, to };
  return lastYear(await readLastDay(read, filter, of));
}
