import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { readDataVersion } from '../database/data-version.ts';
import { isKnownToClient } from '../http/scoped-answer.ts';
import { setTileHeaders } from '../http/security-headers.ts';
import { NEEDS_OF_LAYER } from './needs-of-layer.ts';
import { sendTile } from './send-tile.ts';
import type { TileRequest, TileService } from './tile-service.ts';

/** What the address of a tile asks for, whoever asks and whenever. */
export type AskedTile = Omit<TileRequest, 'scope' | 'dataVersion'>;

/** More than the tiles that are kept. */
const MOST_ADDRESSES = 20_000;

/**
 * Answers tiles that are kept, before Express sees the request: finding its route and reading its address take several
 * times as long as all else about such a tile. Only addresses that Express has answered once are known here, and scope and
 * data version are asked for each time, as there.
 */
export class KeptTiles {
  readonly #asked = new Map<string, AskedTile>();

  constructor(
    private readonly database: Database,
    private readonly service: TileService,
  ) {}

  /** Notes what an address asks for. */
  remember(address: string, asked: AskedTile): void {
    this.#asked.set(address, asked);
    for (const oldest of this.#asked.keys()) {
      if (this.#asked.size <= MOST_ADDRESSES) return;
      this.#asked.delete(oldest);
    }
  }

  /** The application with what is kept answered before it. */
  before(app: RequestListener): RequestListener {
    return (request, response) => {
      this.#answer(request, response).then(
        (answered) => {
          if (!answered) app(request, response);
        },
        // It meets the same failure, and says it in words.
        () => app(request, response),
      );
    };
  }

  /** Answers the request if its tile is kept; false, with nothing said yet, where it is not. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const asked = request.method === 'GET' ? this.#asked.get(request.url ?? '') : undefined;
    if (asked === undefined) return false;
    const scope = await scopeOfRequest(this.database, request, NEEDS_OF_LAYER[asked.layer]);
    const dataVersion = await readDataVersion(this.database, scope);
    const wanted: TileRequest = { ...asked, scope, dataVersion };
    const kept = this.service.kept(wanted);
    if (kept === null) return false;
    setTileHeaders(response);
    if (isKnownToClient(request, response, scope, dataVersion)) response.writeHead(304).end();
    else await sendTile(request, response, this.service, wanted, kept);
    return true;
  }
}
