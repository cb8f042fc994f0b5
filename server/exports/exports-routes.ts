import { Router } from 'express';
import { EXPORT_FORMATS, EXPORT_LAYERS } from '../../domain/exports/export-layers.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import { exportQuestion, needsOfExport } from './export-question.ts';
import { EXPORT_FORMAT } from './formats/export-formats.ts';
import type { Exporter } from './record-export.ts';
import { exportRecorded } from './record-export.ts';

/**
 * `GET /api/exports/LAYER.{geojson|csv}`, a layer of {@link EXPORT_LAYERS} with what of the filter holds for it, as a file to
 * keep. Flows and hotspots are chosen by the same parameters as for `/api/flows` and `/api/hotspots`; without a
 * `limit` all flows are told.
 */
export function createExportsRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/exports/:layer.:format', async (request, response) => {
    const layer = EXPORT_LAYERS.find((known) => known === request.params.layer);
    const format = EXPORT_FORMATS.find((known) => known === request.params.format);
    if (layer === undefined || format === undefined) {
      throw notFound(
        `There is no export ${request.params.layer}.${request.params.format}. Layers are ${EXPORT_LAYERS.join(', ')}; formats are ${EXPORT_FORMATS.join(', ')}.`,
      );
    }
    const query = queryOf(request);
    const question = exportQuestion(query);
    const { account, scope } = await accessOfRequest(database, request, needsOfExport(layer, query));
    const signal = abandonSignal(response);
    const exporter: Exporter = {
      actor: account.email,
      agencyId: account.agencyId,
      parameters: [...query.keys()],
    };
    response
      .type(EXPORT_FORMAT[format].contentType)
      .set('Content-Disposition', `attachment; filename="tracemap-${layer}.${format}"`)
      .set('Cache-Control', 'no-store');
    try {
      await exportRecorded(database, scope, { ...question, layer, format, signal }, exporter, response);
      response.end();
    } catch (error) {
      // Nobody is left to read the rest.
      if (signal.aborted) return;
      // Half a file must not look like a whole one: what has begun is broken off, not ended.
      if (response.headersSent) response.destroy();
      else response.removeHeader('Content-Disposition');
      throw error;
    }
  });
  return router;
}
