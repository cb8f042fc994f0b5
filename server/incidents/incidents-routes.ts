import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import type { Incidents } from '../../domain/responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { IncidentType } from '../../domain/vocabulary.ts';
import { INCIDENT_TYPES, RECORDED_INCIDENTS_ONLY } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { answerFeatures, LIST_PARAMETERS } from '../records/list-answers.ts';
import { incidentCondition } from './incident-condition.ts';
import { incidentsList } from './incidents-list.ts';

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
      ['incident_type', ...LIST_PARAMETERS],
      (filter, scoped): Promise<Incidents> => {
        const condition = incidentCondition({ filter, types: incidentTypes(scoped.query) });
        return answerFeatures({ list: incidentsList, condition, notice: RECORDED_INCIDENTS_ONLY }, scoped);
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
        told('incident_type must be one of {types}, not "{value}".', {
          types: INCIDENT_TYPES.join(', '),
          value,
        }),
      );
    });
}
