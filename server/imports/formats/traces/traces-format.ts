import { setImmediate } from 'node:timers/promises';
import type { AddressPlacer } from '../../../places/open-addresses.ts';
import { placeAll } from '../../../places/place-all.ts';
import { UNPLACED } from '../../../places/stored-place.ts';
import { DealersOfFile } from '../../dealers/dealers-of-file.ts';
import {
  createStagedDealers,
  dropStagedDealers,
  mergeStagedDealers,
  stageDealers,
} from '../../dealers/staged-dealers.ts';
import type { TableRow } from '../../tables/table.ts';
import { ROWS_BETWEEN_TURNS } from '../../tables/table.ts';
import { checkMapping } from '../check-mapping.ts';
import type { Format, FormatReader, ReaderInput, ReadRows, RowNote } from '../format.ts';
import { readHeadingWords } from '../table-head.ts';
import { guessMapping } from './guess-mapping.ts';
import { matchTraceRequests } from './match-trace-requests.ts';
import { mergeStagedTraces } from './merge-traces.ts';
import type { StagedTrace } from './staged-traces.ts';
import { stagedTraces } from './staged-traces.ts';
import { TRACE_FIELDS } from './trace-fields.ts';
import type { ParsedTrace } from './trace-row-parser.ts';
import { TraceRowParser } from './trace-row-parser.ts';
import { mergeWithheldTraces, undoTraces } from './undo-traces.ts';

/** Trace results as CSV or workbook: there is no published list of headings, so columns are matched by a mapping. */
export const tracesFormat: Format = {
  id: 'traces',
  fields: TRACE_FIELDS.map(({ key, label, required, group }) => ({ key, label, required, group })),
  readHead: readHeadingWords,
  guessMapping,
  createReader: (input) => new TracesReader(input),
  async prepareStage(trx, batchId) {
    await createStagedDealers(trx, batchId);
    await stagedTraces.create(trx, batchId);
  },
  async dropStage(trx, batchId) {
    await dropStagedDealers(trx, batchId);
    await stagedTraces.drop(trx, batchId);
  },
  undo: undoTraces,
  mergeWithheld: mergeWithheldTraces,
};

class TracesReader implements FormatReader {
  readonly #input: ReaderInput;
  readonly #parser: TraceRowParser;
  readonly #dealers: DealersOfFile;

  constructor(input: ReaderInput) {
    checkMapping(tracesFormat, input.mapping, input.head);
    this.#input = input;
    this.#parser = new TraceRowParser(input.head, input.mapping, input.today);
    this.#dealers = new DealersOfFile(input.placer);
  }

  async read(rows: readonly TableRow[]): Promise<ReadRows> {
    const notes: RowNote[] = [];
    const rejected = new Set<number>();
    const traces: ParsedTrace[] = [];
    const staged: StagedTrace[] = [];
    for (let from = 0; from < rows.length; from += ROWS_BETWEEN_TURNS) {
      const some: ParsedTrace[] = [];
      for (const row of rows.slice(from, from + ROWS_BETWEEN_TURNS)) {
        const trace = this.#parser.parse(row, notes);
        if (trace === null) rejected.add(row.number);
        else some.push(trace);
      }
      traces.push(...some);
      const placed = await placeTraces(this.#input.placer, some);
      staged.push(...placed);
      notes.push(...this.#distrustedCoordinates(placed));
      await setImmediate();
    }
    const dealers = await this.#dealers.take(traces);
    const { batchId } = this.#input;
    return {
      notes,
      rejected,
      stage: async (trx) => {
        await stageDealers(trx, batchId, dealers);
        await stagedTraces.stage(trx, batchId, staged);
      },
    };
  }

  async merge(trx: Parameters<FormatReader['merge']>[0]) {
    const dealers = await mergeStagedDealers(trx, this.#input);
    const traces = await mergeStagedTraces(trx, this.#input);
    await matchTraceRequests(trx, this.#input.agencyId);
    return { ...traces, parts: [...dealers.parts, ...traces.parts] };
  }

  /** Notes for rows whose coordinates the geocoder did not believe. */
  #distrustedCoordinates(placed: readonly StagedTrace[]): RowNote[] {
    const column = this.#input.mapping.recovery_latitude ?? null;
    return placed.flatMap(({ trace, recovery }): RowNote[] => {
      const { lon, lat } = trace.recovery;
      if (lon === null || lat === null || recovery.precision === 'point') return [];
      const message = 'The coordinates do not lie in the state of the address; the address was used.';
      return [{ row: trace.sourceRow, column, severity: 'warning', value: `${lat}, ${lon}`, message }];
    });
  }
}

async function placeTraces(placer: AddressPlacer, traces: readonly ParsedTrace[]): Promise<StagedTrace[]> {
  const recoveries = await placeAll(
    placer,
    traces.map(({ recovery }) => recovery),
  );
  const possessors = await placeAll(
    placer,
    traces.map(({ possessor }) => possessor?.address ?? null),
  );
  const purchasers = await placeAll(
    placer,
    traces.map(({ purchaser }) => purchaser?.address ?? null),
  );
  return traces.map((trace, index) => ({
    trace,
    recovery: recoveries[index] ?? UNPLACED,
    possessor: possessors[index] ?? UNPLACED,
    purchaser: purchasers[index] ?? UNPLACED,
  }));
}
