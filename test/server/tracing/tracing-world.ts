/**
 * A town that sends its requests through the state police, a partner that sees its counts, and an outsider; and the two files
 * a town has of the same guns: as they were recovered, and as their traces came back.
 */
import type { Router } from 'express';
import request from 'supertest';
import type { Role, Sharing, SharingLevel } from '../../../domain/access.ts';
import { DATA_KINDS, sharingOf } from '../../../domain/access.ts';
import { sessionCookieName, sessionTokenSha256 } from '../../../server/access/request-token.ts';
import type { Database } from '../../../server/database/connection.ts';
import { keepGunDetails } from '../../../server/rollups/keep-gun-details.ts';
import { createTraceCoverageRoutes } from '../../../server/tracing/trace-coverage-routes.ts';
import { createTraceRequestsRoutes } from '../../../server/tracing/trace-requests-routes.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { addAgencies, importInto } from '../imports/import-bench.ts';

const COOKIE = sessionCookieName(false);
const tokenOf = (who: string) => `session-of-${who}`.padEnd(43, '-');

/** Who there is: name, role and agency. */
const PEOPLE: readonly (readonly [string, Role, string])[] = [
  ['town', 'steward', 'TOWN'],
  ['analyst', 'analyst', 'TOWN'],
  ['mayor', 'briefing', 'TOWN'],
  ['state', 'steward', 'STATE'],
  ['partner', 'steward', 'PARTNER'],
  ['outsider', 'steward', 'OUTSIDER'],
];

export interface TracingWorld {
  /** Somebody who is signed in, as a browser. */
  readonly as: (who: string) => ReturnType<typeof request.agent>;
  /** Changes what TOWN gives an agency. */
  readonly give: (to: string, sharing: Sharing) => Promise<void>;
  /** Changes how much of all TOWN gives the state police. */
  readonly giveState: (level: SharingLevel) => Promise<void>;
}

export async function makeTracingWorld(
  database: Database,
  ...routers: readonly Router[]
): Promise<TracingWorld> {
  await addAgencies(database, 'TOWN', 'STATE', 'PARTNER', 'OUTSIDER');
  const give = (to: string, sharing: Sharing) =>
    database.knex.transaction(async (trx) => {
      await trx.raw(
        `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, written_by,
           starts_on, accepted_by, accepted_at)
         SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, 'tests', 'tests', '2020-01-01', 'tests',
           clock_timestamp() FROM agency g, agency r WHERE g.code = 'TOWN' AND r.code = :to`,
        { ...sharing, to },
      );
      await keepGunDetails(trx);
    });
  await give(
    'STATE',
    sharingOf(() => 'records'),
  );
  await give(
    'PARTNER',
    sharingOf(() => 'aggregates'),
  );
  await database.knex.transaction(async (trx) => {
    for (const [who, role, agency] of PEOPLE) {
      await trx.raw(
        `WITH a AS (INSERT INTO account (email, name, role, agency_id, demo)
           SELECT :email, :who, :role, id, true FROM agency WHERE code = :agency RETURNING id)
         INSERT INTO account_session (token_sha256, account_id) SELECT :hash, id FROM a`,
        {
          email: `${who}@${agency.toLowerCase()}.example`,
          who,
          role,
          agency,
          hash: sessionTokenSha256(COOKIE, tokenOf(who)),
        },
      );
    }
  });
  const app = routeApp(createTraceCoverageRoutes(database), createTraceRequestsRoutes(database), ...routers);
  return {
    as: (who) => request.agent(app).set('Cookie', `${COOKIE}=${tokenOf(who)}`),
    give,
    giveState: (level) =>
      give(
        'STATE',
        sharingOf(() => level),
      ),
  };
}

type TextFile = (name: string, content: string) => string;

const RECOVERED = `Serial Number,Recovery Date,Recovery State,Recovery City,Manufacturer,Model,Caliber,Firearm Type,Country of Origin,Importer,NCIC Crime Code,ORI,Case Number,Possessor Name,Possessor DOB,Trace Number,FFL Name,FFL State,Purchaser Name
AAA111,2024-01-05,NJ,Newark,GLOCK,19,9MM,pistol,,,5212,NJTOWN001,C-1,JOHN POE,1990-02-03,,,,
BBB-222,2024-01-20,NJ,Newark,=TAURUS,G2C,9MM,pistol,BRAZIL,,1315,,C-2,,,,,,
OBLITERATED,2024-02-01,NJ,Newark,RUGER,,.22,pistol,,,,,,,,,,,
CCC333,2024-02-10,NJ,Newark,COLT,,.45,pistol,,,,,,,,T-1,CORNER GUNS,PA,JANE ROE
DDD444,2024-03-01,NJ,Newark,COLT,,.45,pistol,,,,,,,,,,,
`;

/** Imports the guns as they were recovered, one of them traced before, and gives the batch. */
export async function bringRecovered(
  database: Database,
  textFile: TextFile,
  agency: string,
): Promise<number> {
  const file = textFile(`${agency}-recovered.csv`, RECOVERED);
  const { batchId } = await importInto(database, 'traces', agency, file);
  return batchId ?? 0;
}

const RETURNED = `Trace Number,Trace Status,Serial Number,Recovery Date,Recovery State,Manufacturer,Firearm Type,FFL Name,FFL State,Purchaser Name,Purchase Date
T-2,PURCHASER IDENTIFIED,AAA111,2024-01-05,NJ,GLOCK,pistol,CORNER GUNS,PA,RICHARD MOE,2023-06-01
T-3,DEALER RECORDS NOT AVAILABLE,BBB222,2024-01-20,NJ,TAURUS,pistol,CORNER GUNS,PA,,
T-4,FIREARM TOO OLD TO TRACE,DDD444,2024-03-01,NJ,COLT,pistol,,,,
`;

/** Imports what came back of three of them, and gives the batch. */
export async function bringReturned(database: Database, textFile: TextFile, agency: string): Promise<number> {
  const { batchId } = await importInto(
    database,
    'traces',
    agency,
    textFile(`${agency}-returned.csv`, RETURNED),
  );
  return batchId ?? 0;
}

/** All that records hold of TOWN's recovered guns, without ids. */
export const CASES = `SELECT r.record_key, r.source_row, r.crime_code, r.trace_outcome, r.city, r.recovery_state, r.precision,
    r.geom_3857::text, f.serial_number, f.serial_obliterated, f.manufacturer, f.model, f.caliber, f.firearm_type, f.importer,
    f.country_of_origin, p.full_name, p.birth_date, c.ori, c.case_number
  FROM recovery r JOIN firearm f ON f.id = r.firearm_id LEFT JOIN possessor p ON p.id = r.possessor_id
    LEFT JOIN untraced_case c ON c.recovery_id = r.id
  WHERE r.agency_id = (SELECT id FROM agency WHERE code = 'TOWN') ORDER BY r.source_row`;
