import { Router } from 'express';
import { HOTSPOT_SUBJECTS } from '../../domain/hotspots.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readHotspotAccuracy } from './hotspot-accuracy-read-model.ts';
import { extentParameter, readHotspotDensity } from './hotspot-density-read-model.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from './hotspot-question.ts';
import { readHotspot, readHotspots } from './hotspots-read-model.ts';

const ACCURACY_PARAMETERS = HOTSPOT_PARAMETERS.filter((name) => name !== 'rate' && name !== 'periods');
/** Metres: a city block to a county. */
const BANDWIDTH = { least: 100, most: 100_000, otherwise: 2000 } as const;

/** `GET /api/hotspots`, its `/accuracy` and `/density`, and `GET /api/hotspots/{cell}`. */
export function createHotspotsRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/hotspots',
    scopedJson(database, HOTSPOT_PARAMETERS, (filter, scoped) =>
      readHotspots(scoped, filter, hotspotQuestion(scoped.query)),
    ),
  );
  router.get(
    '/api/hotspots/accuracy',
    scopedJson(database, ACCURACY_PARAMETERS, (filter, scoped) =>
      readHotspotAccuracy(scoped, filter, hotspotQuestion(scoped.query)),
    ),
  );
  router.get(
    '/api/hotspots/density',
    scopedJson(database, ['of', 'bandwidth', 'extent'], (filter, scoped) =>
      readHotspotDensity(scoped, filter, {
        of: choiceParameter(scoped.query, 'of', HOTSPOT_SUBJECTS),
        bandwidthMetres: wholeNumberParameter(scoped.query, 'bandwidth', BANDWIDTH),
        extent: extentParameter(scoped.query),
      }),
    ),
  );
  router.get(
    '/api/hotspots/:cell',
    scopedJson(database, HOTSPOT_PARAMETERS, async (filter, scoped, request) => {
      const cell = String(request.params.cell);
      const hotspot = await readHotspot(scoped, filter, hotspotQuestion(scoped.query), cell);
      if (hotspot === null) {
        throw notFound(`There is no cell ${cell} among those counted here; its size may be another.`);
      }
      return hotspot;
    }),
  );
  return router;
}
