import { setImmediate } from 'node:timers/promises';
import type { Address, GeocodeResult } from '../../../geocoding/address.ts';
import type { AddressPlacer } from '../../../places/open-addresses.ts';
import type { StoredPlace } from '../../../places/stored-place.ts';
import { storedPlace, UNPLACED } from '../../../places/stored-place.ts';
import type { StagedDealer } from '../../dealers/staged-dealers.ts';
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
import type { ParsedDealer, ParsedTrace } from './trace-row-parser.ts';
import { TraceRowParser } from './trace-row-parser.ts';

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
};

class TracesReader implements FormatReader {
  readonly #input: ReaderInput;
  readonly #parser: TraceRowParser;
  readonly #knownDealers = new Set<string>();

  constructor(input: ReaderInput) {
    checkMapping(tracesFormat, input.mapping, input.head);
    this.#input = input;
    this.#parser = new TraceRowParser(input.head, input.mapping, input.today);
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
    const dealers = await this.#newDealers(traces);
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

  /** Dealers recur in thousands of rows; what the first says of them is what the file says. */
  async #newDealers(traces: readonly ParsedTrace[]): Promise<readonly StagedDealer[]> {
    const found: { dealer: ParsedDealer; sourceRow: number }[] = [];
    for (const { dealer, sourceRow } of traces) {
      if (dealer === null || this.#knownDealers.has(dealer.key)) continue;
      this.#knownDealers.add(dealer.key);
      found.push({ dealer, sourceRow });
    }
    const places = await this.#input.placer.geocode(found.map(({ dealer }) => dealer.address));
    return found.map(({ dealer, sourceRow }, index) => ({
      dealerKey: dealer.key,
      sourceRow,
      listed: false,
      fields: {
        license_number: dealer.licenseNumber,
        license_type: dealer.licenseType,
        license_name: dealer.name,
        business_name: null,
        ...storedPlace(dealer.address, resultAt(places, index)),
      },
    }));
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

/** Places addresses; where there is none, the place is {@link UNPLACED}. */
async function placeAll(
  placer: AddressPlacer,
  addresses: readonly (Address | null)[],
): Promise<readonly StoredPlace[]> {
  const results = await placer.geocode(addresses.filter((address) => address !== null));
  let next = 0;
  return addresses.map((address) => {
    if (address === null) return UNPLACED;
    const place = storedPlace(address, resultAt(results, next));
    next += 1;
    return place;
  });
}

function resultAt(results: readonly GeocodeResult[], index: number): GeocodeResult {
  const result = results[index];
  if (result === undefined) throw new Error('The geocoder gave fewer results than it was asked for.');
  return result;
}
