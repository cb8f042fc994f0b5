import { z } from 'zod';
import { selectRows } from '../server/database/connection.ts';
import { fetchAsAsker } from './asker.ts';
import type { AskedCodes } from './flow-questions.ts';
import { withDatabase } from './national-database.ts';
import { Random } from './random.ts';

/** Cities of the east around which polygons are drawn: longitude, latitude. */
const CITIES = [
  [-76.61, 39.29],
  [-84.39, 33.75],
  [-87.63, 41.88],
  [-81.69, 41.5],
] as const;
const CORNERS = 24;

const codeRow = z.object({ code: z.string() });
const idRow = z.object({ id: z.number() });

/** What there is to ask for in a database, and as many corridors of two drawn polygons as there are cities. */
export async function readAskedCodes(databaseUrl: string): Promise<Omit<AskedCodes, 'corridors'>> {
  return withDatabase(databaseUrl, async ({ knex }) => ({
    agencies: (
      await selectRows(
        knex,
        codeRow,
        'SELECT code FROM agency WHERE id IN (SELECT agency_id FROM recovery) ORDER BY code',
      )
    ).map(({ code }) => code),
    calibers: (
      await selectRows(
        knex,
        codeRow,
        'SELECT DISTINCT caliber AS code FROM recovery WHERE caliber IS NOT NULL ORDER BY 1',
      )
    ).map(({ code }) => code),
    dealers: (
      await selectRows(
        knex,
        idRow,
        `SELECT dealer_id AS id FROM recovery WHERE dealer_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200`,
      )
    ).map(({ id }) => id),
  }));
}

const madeCorridor = z.object({ id: z.number() });

/** Draws corridors into a city from a wide polygon around it, runs `work` with their ids and takes them away again. */
export async function withDrawnCorridors<Result>(
  url: string,
  work: (corridors: readonly number[]) => Promise<Result>,
): Promise<Result> {
  const random = new Random(13);
  const ids: number[] = [];
  try {
    for (const [number, [lon, lat]] of CITIES.entries()) {
      const draft = {
        name: `Bench ${number}`,
        origins: [{ level: 'polygon', geometry: outlineAround(random, lon, lat, 4) }],
        destinations: [{ level: 'polygon', geometry: outlineAround(random, lon, lat, 0.5) }],
      };
      const response = await fetchAsAsker(`${url}/api/corridors`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(draft),
      });
      const body: unknown = await response.json();
      if (response.status !== 201) throw new Error(`Corridor ${number}: ${JSON.stringify(body)}`);
      ids.push(madeCorridor.parse(body).id);
    }
    return await work(ids);
  } finally {
    for (const id of ids) await fetchAsAsker(`${url}/api/corridors/${id}`, { method: 'DELETE' });
  }
}

/** A star with as many corners as a person draws, its points between half and the whole of the radius away. */
function outlineAround(random: Random, lon: number, lat: number, radiusDegrees: number) {
  const corners = Array.from({ length: CORNERS }, (_, corner): [number, number] => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const radius = radiusDegrees * (0.5 + 0.5 * random.next());
    return [lon + radius * Math.cos(angle), lat + 0.75 * radius * Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [[...corners, corners[0]]] };
}
