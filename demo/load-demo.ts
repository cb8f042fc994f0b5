import path from 'node:path';
import { z } from 'zod';
import { addJurisdictions } from '../server/agencies/jurisdiction-store.ts';
import { recordAuditEvent, SERVER_ACTOR } from '../server/audit/record-audit-event.ts';
import type { Config } from '../server/config.ts';
import type { Database } from '../server/database/connection.ts';
import { selectRows } from '../server/database/connection.ts';
import { createGeocoder } from '../server/geocoding/geocoder.ts';
import { importFile } from '../server/imports/import-service.ts';
import { loadReference } from '../server/reference/sources/load-reference.ts';
import { addDemoProgress } from './demo-progress.ts';
import type { DemoFile, DemoRegion } from './make-files.ts';
import { DEMO_SEED, makeFiles, makeReferenceFiles, makeRegion, writeFiles } from './make-files.ts';
import { DEMO_AGENCIES } from './region.ts';

/**
 * Fills an empty database with the demo region: writes its files into `<dataDir>/demo` and brings them in as an
 * agency would, through the importer and its guess of the columns. Does nothing where there are agencies already,
 * unless those are the demo's own and an earlier load was interrupted: then it goes on. `onStep` gets a line for each
 * step. The areas must be loaded (`ensureAreas`).
 */
export async function loadDemo(
  database: Database,
  config: Pick<Config, 'dataDir'>,
  onStep: (text: string) => void,
  actor = SERVER_ACTOR,
): Promise<void> {
  if (!(await isWanted(database))) return;
  onStep('Making the demo region');
  const region = makeRegion();
  const folder = path.join(config.dataDir, 'demo');
  const files = makeFiles(region);
  const paths = await writeFiles(folder, files);
  await addAgencies(database);
  await loadStreets(database, region, folder, onStep, actor);
  const placer = await createGeocoder(database);
  for (const [index, file] of files.entries()) {
    const filePath = paths[index];
    if (filePath === undefined) throw new Error(`${file.name} was not written.`);
    onStep(`Importing ${index + 1} of ${files.length}: ${describe(file)}`);
    await importFile(
      { database, placer, actor },
      { format: file.format, agency: file.agency.code, filePath },
    );
  }
  await markLoaded(database, actor, files.length);
}

/** Before the records, whose addresses lie on these streets. Streets that are loaded already are left as they are. */
async function loadStreets(
  database: Database,
  region: DemoRegion,
  folder: string,
  onStep: (text: string) => void,
  actor: string,
): Promise<void> {
  const files = makeReferenceFiles(region);
  const paths = await writeFiles(folder, files);
  for (const [index, { kind, source, state, name }] of files.entries()) {
    const filePath = paths[index];
    if (filePath === undefined) throw new Error(`${name} was not written.`);
    onStep(`Loading synthetic streets ${index + 1} of ${files.length}: ${source}`);
    await loadReference(database, { kind, filePath, name: source, state, actor });
  }
}

const stateRow = z.object({ agencies: z.number(), demo_agencies: z.number(), loaded: z.boolean() });

async function isWanted(database: Database): Promise<boolean> {
  const [state] = await selectRows(
    database.knex,
    stateRow,
    `SELECT count(*)::int AS agencies,
       count(*) FILTER (WHERE synthetic AND code = ANY (?::text[]))::int AS demo_agencies,
       EXISTS (SELECT FROM reference_load WHERE kind = 'demo') AS loaded
     FROM agency`,
    [DEMO_AGENCIES.map(({ code }) => code)],
  );
  if (state === undefined) throw new Error('The agencies could not be counted.');
  return !state.loaded && state.agencies === state.demo_agencies;
}

async function addAgencies(database: Database): Promise<void> {
  await database.knex.transaction(async (trx) => {
    await trx.raw(
      `INSERT INTO agency (code, name, state_code, synthetic)
       SELECT code, name, state, true FROM unnest(?::text[], ?::text[], ?::text[]) AS demo (code, name, state)
       ON CONFLICT (code) DO NOTHING`,
      [
        DEMO_AGENCIES.map(({ code }) => code),
        DEMO_AGENCIES.map(({ name }) => name),
        DEMO_AGENCIES.map(({ state }) => state),
      ],
    );
    await addJurisdictions(
      trx,
      DEMO_AGENCIES.flatMap(({ code: agency, counties }) =>
        counties.map((code) => ({ agency, level: 'county' as const, code })),
      ),
    );
  });
}

async function markLoaded(database: Database, actor: string, files: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    await trx.raw(
      `INSERT INTO reference_load (kind, version) VALUES ('demo', ?) ON CONFLICT (kind) DO NOTHING`,
      [DEMO_SEED],
    );
    await addDemoProgress(trx);
    await recordAuditEvent(trx, {
      actor,
      agencyId: null,
      action: 'demo.loaded',
      subject: 'demo',
      detail: { agencies: DEMO_AGENCIES.length, files },
    });
  });
}

function describe({ format, agency, name }: DemoFile): string {
  return format === 'ffl' ? `${name}, the list of dealers` : `${name}, ${agency.name}`;
}
