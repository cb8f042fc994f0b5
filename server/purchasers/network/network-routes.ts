import type { Request, Response } from 'express';
import { Router } from 'express';
import { write as writeGexf } from 'graphology-gexf';
import { told } from '../../../domain/languages/told.ts';
import type { NetworkFormat } from '../../../domain/purchasers/network.ts';
import { NETWORK_FORMATS } from '../../../domain/purchasers/network.ts';
import { parseTraceFilter } from '../../../domain/trace-filter.ts';
import type { Database } from '../../database/connection.ts';
import { notFound } from '../../errors.ts';
import { callerOf, sendFresh } from '../../http/caller.ts';
import { abandonSignal, queryOf } from '../../http/scoped-answer.ts';
import { resolveCorridors } from '../../traces/resolve-corridors.ts';
import { indicatorsParameter } from '../indicators-parameter.ts';
import type { NetworkGraph } from './connect-purchasers.ts';
import { connectPurchasers } from './connect-purchasers.ts';
import { describeNetwork, readPurchasersLookedAt } from './network-read-model.ts';
import { readPossessorGroups } from './possessor-groups.ts';
import { recordNetworkExport } from './record-network-export.ts';
import { writeGraphml } from './write-graphml.ts';

const WRITE: Readonly<
  Record<NetworkFormat, { readonly type: string; readonly write: (graph: NetworkGraph) => string }>
> = {
  graphml: { type: 'application/graphml+xml', write: writeGraphml },
  gexf: { type: 'application/gexf+xml', write: gexf },
};

/** `GET /api/purchasers/network` and, as a file, `/network.{graphml|gexf}`: what connects the first purchasers of a question. */
export function createPurchaserNetworkRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/purchasers/network', async (request, response) => {
    const { graph, lookedAt } = await readNetwork(database, request, response);
    sendFresh(response, describeNetwork(graph, lookedAt));
  });
  router.get('/api/purchasers/network.:format', async (request, response) => {
    const format = NETWORK_FORMATS.find((known) => known === request.params.format);
    if (format === undefined) {
      throw notFound(
        told('There is no network.{format}. Formats are {formats}.', {
          format: request.params.format,
          formats: NETWORK_FORMATS.join(', '),
        }),
      );
    }
    const { graph, lookedAt, account } = await readNetwork(database, request, response);
    const parameters = [...queryOf(request).keys()];
    await recordNetworkExport(database, account, { graph, lookedAt, format, parameters });
    response
      .type(WRITE[format].type)
      .set('Content-Disposition', `attachment; filename="tracemap-network.${format}"`)
      .set('Cache-Control', 'no-store')
      .send(WRITE[format].write(graph));
  });
  return router;
}

async function readNetwork(database: Database, request: Request, response: Response) {
  const query = queryOf(request);
  const filter = parseTraceFilter(query, ['has']);
  const { account, scope, read } = await callerOf(database, request, response, 'records');
  const showing = indicatorsParameter(query);
  const lookedAt = await read(async (scoped) =>
    readPurchasersLookedAt(scoped, await resolveCorridors(scoped.trx, filter), showing),
  );
  // After it, not within: the embedded engine has one connection for all transactions.
  const possessorOf = await readPossessorGroups(
    database,
    scope,
    lookedAt.recoveries,
    abandonSignal(response),
  );
  const graph = connectPurchasers(lookedAt.found.all, lookedAt.slots, {
    ...lookedAt.connections,
    possessorOf,
  });
  return { graph, lookedAt, account };
}

function gexf(graph: NetworkGraph): string {
  return writeGexf(graph, {
    version: '1.3',
    formatNode: (_id, { label, indicators, ...attributes }) => ({
      label,
      attributes: { ...attributes, indicators: indicators.join(' ') },
    }),
    formatEdge: (_id, { guns }) => ({ weight: guns, attributes: { guns } }),
  });
}
