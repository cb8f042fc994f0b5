import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import type { CurrentGeocoder } from './current-geocoder.ts';
import { geocodeLine } from './geocode-answer.ts';

/** The longest line of a real address has about 120 characters. */
const LONGEST_ADDRESS = 300;

/**
 * `/api/geocode`: where an address is. Addresses are personal: they are placed on this server alone, and neither logged
 * nor kept on the way back.
 */
export function createGeocodeRoutes(database: Database, geocoder: CurrentGeocoder): Router {
  const router = Router();

  router.get('/api/geocode', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['q']);
    const line = addressParameter(query);
    // Streets belong to no agency, but only who may see something may ask.
    await scopeOfRequest(database, request, 'view');
    const answer = await geocodeLine(database, await geocoder.get(), line);
    response.set('Cache-Control', 'no-store').json(answer);
  });

  return router;
}

/** The messages never repeat the address. */
function addressParameter(query: URLSearchParams): string {
  const [given, ...more] = query.getAll('q');
  const line = given?.trim() ?? '';
  if (line === '') throw new FilterError('q', 'q is missing: an address on one line, as on an envelope.');
  if (more.length > 0) throw new FilterError('q', 'q stands there twice; one address at a time is placed.');
  if (line.length > LONGEST_ADDRESS) {
    throw new FilterError(
      'q',
      told('q must have at most {longest} characters, not {length}.', {
        longest: LONGEST_ADDRESS,
        length: line.length,
      }),
    );
  }
  return line;
}
