import type { Request, Response } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { exportDictionary } from '../../domain/exports/export-dictionary.ts';
import { EXPORT_LAYERS, MOST_PURPOSE } from '../../domain/exports/export-layers.ts';
import { told } from '../../domain/languages/told.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import { dictionaryCsv } from './dictionary-csv.ts';
import type { ExportRequest } from './export-layer.ts';
import { exportName } from './export-layer.ts';
import { NEEDS_OF_EXPORT } from './export-pages.ts';
import { exportOf } from './export-question.ts';
import { EXPORT_FORMAT } from './formats/export-formats.ts';
import { exportRecorded } from './record-export.ts';

const purposeBody = z.object({ purpose: z.string().trim().max(MOST_PURPOSE).optional() });

/**
 * `GET /api/exports/LAYER.FORMAT`, a layer of {@link EXPORT_LAYERS} with what of the filter holds for it, as a file to keep;
 * `POST` is the same with what it is for. Flows and hotspots are chosen by the same parameters as for `/api/flows` and
 * `/api/hotspots`; without a `limit` all flows are told. `columns=a,b` takes some alone, `with=documents` a ZIP with the
 * dictionary and the provenance. `GET /api/exports/LAYER/dictionary.{json|csv}` says what the columns mean.
 */
export function createExportsRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/exports/:layer.:format', (request, response) =>
    sendExport(database, request, response, null),
  );
  router.post('/api/exports/:layer.:format', jsonBody('10kb'), async (request, response) => {
    const shape = `{"purpose": TEXT of at most ${MOST_PURPOSE} characters}`;
    const { purpose = '' } = namedBodyOf(request, purposeBody, shape);
    await sendExport(database, request, response, purpose === '' ? null : purpose);
  });
  router.get('/api/exports/:layer/dictionary.json', async (request, response) => {
    const columns = await dictionaryOf(database, request);
    response.set('Cache-Control', 'private, no-cache').json({ items: columns });
  });
  router.get('/api/exports/:layer/dictionary.csv', async (request, response) => {
    const columns = await dictionaryOf(database, request);
    response.type('text/csv; charset=utf-8').set('Cache-Control', 'private, no-cache');
    response.attachment(`tracemap-${request.params.layer}-dictionary.csv`).send(dictionaryCsv(columns));
  });
  return router;
}

async function sendExport(
  database: Database,
  request: Request,
  response: Response,
  purpose: string | null,
): Promise<void> {
  const query = queryOf(request);
  const asked = exportOf(String(request.params.layer), String(request.params.format), query);
  const { layer, format, withDocuments } = asked;
  const { account, scope } = await accessOfRequest(database, request, NEEDS_OF_EXPORT[layer]);
  const signal = abandonSignal(response);
  const wanted: ExportRequest = { ...asked, signal, taker: account };
  const name = exportName(layer, format);
  response
    .type(withDocuments ? 'application/zip' : EXPORT_FORMAT[format].contentType)
    .set('Content-Disposition', `attachment; filename="${withDocuments ? `${name}.zip` : name}"`)
    .set('Cache-Control', 'no-store');
  const exporter = { actor: account.email, purpose };
  try {
    await exportRecorded(database, scope, wanted, exporter, response);
    response.end();
  } catch (error) {
    // Nobody is left to read the rest.
    if (signal.aborted) return;
    // Half a file must not look like a whole one: what has begun is broken off, not ended.
    if (response.headersSent) response.destroy();
    else response.removeHeader('Content-Disposition');
    throw error;
  }
}

async function dictionaryOf(database: Database, request: Request) {
  const layer = EXPORT_LAYERS.find((known) => known === request.params.layer);
  if (layer === undefined) {
    throw notFound(
      told('There is no export layer {layer}. There are {layers}.', {
        layer: String(request.params.layer),
        layers: EXPORT_LAYERS.join(', '),
      }),
    );
  }
  onlyParameters(queryOf(request), []);
  await accessOfRequest(database, request, NEEDS_OF_EXPORT[layer]);
  return exportDictionary(layer);
}
