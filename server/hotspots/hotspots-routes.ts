import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { collectionText } from '../http/collection-text.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readHotspotAccuracy } from './hotspot-accuracy-read-model.ts';
import { extentParameter, readHotspotDensity } from './hotspot-density-read-model.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from './hotspot-question.ts';
import { readHotspot, readHotspots } from './hotspots-read-model.ts';

/** Neither is told of rates or by period. */
const COUNT_PARAMETERS = HOTSPOT_PARAMETERS.filter((name) => name !== 'rate' && name !== 'periods');

/** `GET /api/hotspots`, its `/accuracy` and `/density`, and `GET /api/hotspots/{cell}`. */
export function createHotspotsRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/hotspots',
    scopedJson(
      database,
      'view',
      HOTSPOT_PARAMETERS,
      (filter, scoped) => readHotspots(scoped, filter, hotspotQuestion(scoped.query), scoped.speech),
      collectionText,
    ),
  );
  router.get(
    '/api/hotspots/accuracy',
    scopedJson(database, 'view', COUNT_PARAMETERS, (filter, scoped) =>
      readHotspotAccuracy(scoped, filter, hotspotQuestion(scoped.query), scoped.speech),
    ),
  );
  router.get(
    '/api/hotspots/density',
    scopedJson(database, 'view', [...COUNT_PARAMETERS, 'extent'], (filter, scoped) =>
      readHotspotDensity(scoped, filter, hotspotQuestion(scoped.query), extentParameter(scoped.query)),
    ),
  );
  router.get(
    '/api/hotspots/:cell',
    scopedJson(database, 'view', HOTSPOT_PARAMETERS, async (filter, scoped, request) => {
      const cell = String(request.params.cell);
      const hotspot = await readHotspot(scoped, filter, hotspotQuestion(scoped.query), cell, scoped.speech);
      if (hotspot === null) {
        throw notFound(
          told('There is no cell {cell} among those counted here; its size may be another.', { cell }),
        );
      }
      return hotspot;
    }),
  );
  return router;
}
