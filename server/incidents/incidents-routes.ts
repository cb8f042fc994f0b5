import { Router } from 'express';
import { boundingBox } from '../../domain/geography/flow-curve.ts';
import type { Incidents } from '../../domain/responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { IncidentType } from '../../domain/vocabulary.ts';
import { INCIDENT_TYPES, RECORDED_INCIDENTS_ONLY } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { countIncidents, INCIDENT_SORTS, readIncidentPage } from './incidents-read-model.ts';

/**
 * `GET /api/incidents`: those of the filter's dates, agencies, areas, precision and box, of the types in `incident_type`
 * (any of them), as a FeatureCollection.
 */
export function createIncidentsRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/incidents',
    scopedJson(
      database,
      'records',
      ['incident_type', 'sort', 'limit', 'after'],
      async (filter, { trx, query }): Promise<Incidents> => {
        const asked = { filter, types: incidentTypes(query) };
        const { features, next } = await readIncidentPage(trx, asked, {
          sort: choiceParameter(query, 'sort', INCIDENT_SORTS),
          limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
          after: cursorParameter(query),
        });
        const box = boundingBox(
          features.flatMap(({ geometry }) => (geometry === null ? [] : [geometry.coordinates])),
        );
        const { all, drawable } = await countIncidents(trx, asked);
        return {
          type: 'FeatureCollection',
          ...(box === null ? {} : { bbox: box }),
          numberMatched: all,
          drawable,
          next: next === null ? null : formatCursor(next),
          features: [...features],
          notice: RECORDED_INCIDENTS_ONLY,
        };
      },
    ),
  );
  return router;
}

/** The types named, repeated or separated by commas; empty for all. */
function incidentTypes(query: URLSearchParams): readonly IncidentType[] {
  return query
    .getAll('incident_type')
    .flatMap((value) => value.split(','))
    .map((value) => {
      const found = INCIDENT_TYPES.find((type) => type === value.trim());
      if (found !== undefined) return found;
      throw new FilterError(
        'incident_type',
        `incident_type must be one of ${INCIDENT_TYPES.join(', ')}, not "${value}".`,
      );
    });
}
