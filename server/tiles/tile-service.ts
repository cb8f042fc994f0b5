import { told } from '../../domain/languages/told.ts';
import type { Scope } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import type { Database } from '../database/connection.ts';
import { isQueryCanceled } from '../database/query-canceled.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import { ProblemError } from '../errors.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import { encodeFeatures, encodeTile } from './encode-tile.ts';
import { createLayerQueries } from './layer-queries.ts';
import { SharedWork } from './shared-work.ts';
import type { Tile } from './tile.ts';
import { TileCache } from './tile-cache.ts';
import type { ContentEncoding, EncodedContent } from './tile-content.ts';
import { TileContent } from './tile-content.ts';
import { DataMovedOn, VersionedReads } from './versioned-reads.ts';

/** A tile request once scope, filter and the current data version are known. */
export interface TileRequest {
  readonly layer: TileLayerId;
  readonly tile: Tile;
  readonly filter: TraceFilter;
  /** The layer's own; none where left out. */
  readonly parameters?: URLSearchParams;
  readonly scope: Scope;
  readonly dataVersion: number;
}

export interface TileAnswer {
  readonly content: TileContent;
  /** That of the request, or of a change that was committed meanwhile. */
  readonly dataVersion: number;
}

/** A tile that takes longer is of no use on a map. */
const TILE_TIMEOUT_MS = 10_000;

/**
 * Most tiles have 1 to 20 KB with their compressed form, and a map shows some 30 of a filter: this is what a hundred
 * people see and have just seen.
 */
const CACHE_BYTES = 128 * 1024 * 1024;

export interface TileLimits {
  readonly timeoutMs?: number;
  readonly cacheBytes?: number;
}

/**
 * Gives tiles, each made once for a layer, filter, scope and data version: kept within a bound of memory, and shared by
 * those who ask for it at the same time. Since all of that is in the key, nothing kept can reach another scope, and
 * nothing of before a change can be given to whoever knows the version after it.
 */
export class TileService {
  readonly #layers = createLayerQueries();
  readonly #cache: TileCache;
  readonly #making = new SharedWork<TileAnswer>();

  constructor(
    private readonly database: Database,
    private readonly limits: TileLimits = {},
  ) {
    this.#cache = new TileCache(limits.cacheBytes ?? CACHE_BYTES);
  }

  /** The tile if it is kept, without asking the database. */
  kept(request: TileRequest): TileAnswer | null {
    const content = this.#cache.get(keyOf(request));
    return content === undefined ? null : { content, dataVersion: request.dataVersion };
  }

  /**
   * The tile, made if it is not kept; empty where the scope sees nothing there. Aborting `signal` ends the waiting, and
   * the SQL when nobody else waits for the tile.
   */
  async tile(request: TileRequest, signal: AbortSignal): Promise<TileAnswer> {
    const kept = this.kept(request);
    if (kept !== null) return kept;
    return this.#making.run(keyOf(request), signal, (shared) => this.#make(request, shared));
  }

  /** The body of an answer in an encoding; compressed once. */
  async encoded(
    request: TileRequest,
    { content, dataVersion }: TileAnswer,
    encoding: ContentEncoding,
  ): Promise<EncodedContent> {
    const before = content.sizeBytes;
    const body = await content.as(encoding);
    if (content.sizeBytes !== before) this.#cache.keep(keyOf({ ...request, dataVersion }), content);
    return body;
  }

  async #make(request: TileRequest, signal: AbortSignal): Promise<TileAnswer> {
    let { dataVersion } = request;
    for (;;) {
      try {
        const content = new TileContent(await this.#render({ ...request, dataVersion }, signal));
        this.#cache.keep(keyOf({ ...request, dataVersion }), content);
        return { content, dataVersion };
      } catch (error) {
        if (error instanceof DataMovedOn) dataVersion = error.dataVersion;
        else throw isQueryCanceled(error) && !signal.aborted ? this.#tookTooLong(request) : error;
      }
    }
  }

  async #render(
    { layer, tile, filter, parameters = NO_PARAMETERS, scope, dataVersion }: TileRequest,
    signal: AbortSignal,
  ) {
    const { timeoutMs = TILE_TIMEOUT_MS } = this.limits;
    const reads = new VersionedReads(this.database, scope, dataVersion, { timeoutMs });
    const resolved =
      filter.corridor === undefined
        ? filter
        : await reads.run(signal, ({ trx }) => resolveCorridors(trx, filter));
    const made = await this.#layers[layer]({ tile, filter: resolved, parameters, reads, signal });
    if ('features' in made) return encodeFeatures(layer, made);
    return reads.run(signal, ({ trx }) => encodeTile(trx, this.database.engine, layer, made));
  }

  #tookTooLong({ layer, tile: { z, x, y } }: TileRequest): ProblemError {
    const tile = `${z}/${x}/${y}`;
    return new ProblemError(
      504,
      'Took too long',
      told('Tile {tile} of layer {layer} took too long. Narrow the dates or the area and try again.', {
        tile,
        layer,
      }),
      { layer, tile },
    );
  }
}

const NO_PARAMETERS = new URLSearchParams();

const keyOf = ({
  layer,
  tile: { z, x, y },
  filter,
  parameters = NO_PARAMETERS,
  scope,
  dataVersion,
}: TileRequest) =>
  `${layer}|${parameters}|${z}/${x}/${y}|${filterText(filter)}|${dataVersion}|${scopeDigest(scope)}`;

const filterTexts = new WeakMap<TraceFilter, string>();

/** A filter in one order of its parts; written once for each that is asked with again. */
function filterText(filter: TraceFilter): string {
  const known = filterTexts.get(filter);
  if (known !== undefined) return known;
  const text = formatTraceFilter(filter).toString();
  filterTexts.set(filter, text);
  return text;
}
