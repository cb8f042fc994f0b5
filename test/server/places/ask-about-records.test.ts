/** Records whose streets are not known here, and what a provider may hear and say of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { OutgoingGate } from '../../../server/geocoding/providers/outgoing-gate.ts';
import type { ProviderId } from '../../../server/geocoding/providers/provider.ts';
import {
  allowProvider,
  forbidProvider,
} from '../../../server/geocoding/providers/provider-permission-store.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import { askAboutRecords } from '../../../server/places/ask-about-records.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadBaltimoreStreets } from '../../helpers/baltimore-streets.ts';
import { network, settingsFor, uploadedRows } from '../../helpers/provider-network.ts';
import { useProviderServer } from '../../helpers/provider-server.ts';
import { testClock } from '../../helpers/test-clock.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, rowsOf, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const server = useProviderServer();
const textFile = useTextFiles();
let geocoder: CurrentGeocoder;

const HEADINGS =
  'Trace Number,Recovery Date,Recovery Address,Recovery City,Recovery State,Recovery Zip,Possessor Name,Possessor Address,Possessor City,Possessor State,Purchaser Name,Purchaser Address,Purchaser City,Purchaser State,FFL Number,FFL Name,FFL Address,FFL City,FFL State';
const TRACES = [
  HEADINGS,
  // Settled here; not in the streets here; twice; in doubt between two; without a number.
  'T1,2025-01-05,150 N Calvert St,Baltimore,MD,21202,DOE,7 Possessor St,Baltimore,MD,ROE,9 Purchaser St,Baltimore,MD,1-54-760-01-6F-21093,RIVER,4 DEALER ST,BALTIMORE,MD',
  'T2,2025-01-06,12 Elm St,Baltimore,MD,21201,,,,,,,,,,,,,',
  'T3,2025-01-07,12 ELM ST.,Baltimore,MD,21201,,,,,,,,,,,,,',
  'T4,2025-01-08,350 North Ave,Baltimore,MD,,,,,,,,,,,,,,',
  'T5,2025-01-09,Elm St,Baltimore,MD,21201,,,,,,,,,,,,,',
  'T6,2025-01-09,3 Elm St,Baltimore,MD,21201,,,,,,,,,,,,,',
  '',
].join('\n');

beforeAll(async () => {
  await ensureAreas(database.current);
  await addAgencies(database.current, 'BPD');
  await loadBaltimoreStreets(database.current);
  geocoder = new CurrentGeocoder(database.current);
  const context = { database: database.current, placer: await geocoder.get() };
  await importFile(context, { format: 'traces', agency: 'BPD', filePath: textFile('traces.csv', TRACES) });
});

const ask = (provider: ProviderId, again = false) =>
  askAboutRecords({
    database: database.current,
    gate: new OutgoingGate(database.current, settingsFor(server), testClock()),
    provider,
    again,
    makePlacer: () => geocoder.get(),
    onProgress: () => {},
  });
const allow = (kind: 'recovery' | 'dealer' | 'purchaser') =>
  database.current.knex.transaction((trx) =>
    allowProvider(trx, { provider: 'census', kind, by: 'R. Okafor' }),
  );
const places = async () =>
  (
    await rowsOf(
      database.current,
      `SELECT t.trace_number || ' ' || r.precision || ' ' || r.geocode_match_type || ' ' || r.street_lookup AS place
       FROM recovery r JOIN trace t ON t.recovery_id = r.id ORDER BY 1`,
    )
  ).map(({ place }) => place);

describe('asking a provider about records', () => {
  it('sends nothing while nothing is allowed', async () => {
    server.reply(network());
    for (const provider of ['census', 'nominatim', 'pelias'] as const) expect(await ask(provider)).toBeNull();
    expect(server.received).toEqual([]);
    expect(
      await rowsOf(database.current, `SELECT action FROM audit_event WHERE action LIKE 'provider.%'`),
    ).toEqual([]);
  });

  it('sends what is allowed and not settled here, and nothing of other persons', async () => {
    await allow('recovery');
    server.reply(network((street) => (street === '3 ELM ST' ? 'none' : 'found')));
    const asked = await ask('census');
    expect(asked?.kinds).toEqual(['recovery']);
    expect(asked?.counts).toMatchObject({ asked: 2, found: 1, none: 1, fromCache: 1, unaskable: 1 });
    expect(server.received.flatMap(uploadedRows).map((row) => row.slice(1).join(' '))).toEqual([
      '12 ELM ST BALTIMORE MD 21201',
      '3 ELM ST BALTIMORE MD 21201',
    ]);
    expect(server.everything()).not.toMatch(/purchaser|possessor|dealer|north|calvert/i);
  });

  it('places the records by what was found', async () => {
    expect(await places()).toEqual([
      'T1 range range matched',
      'T2 range census matched',
      'T3 range census matched',
      'T4 city city_state review',
      'T5 zip zip_city review',
      'T6 zip zip_city review',
    ]);
    expect(await compareRollups(database.current.knex)).toBe(true);
  });

  it('never sends an address twice, and says who let what leave', async () => {
    server.reply(network());
    expect((await ask('census'))?.counts).toMatchObject({ asked: 0 });
    expect(server.received).toEqual([]);
    const events = await rowsOf(
      database.current,
      `SELECT actor, action, subject, detail FROM audit_event WHERE action LIKE 'provider.%' ORDER BY id`,
    );
    expect(events.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
      'R. Okafor: provider.allowed',
      'local user: provider.asked',
      'local user: provider.answered',
      'local user: provider.asked',
      'local user: provider.answered',
    ]);
    expect(JSON.stringify(events)).not.toMatch(/elm/i);
  });

  it('asks anew for what was not known, where that is wanted', async () => {
    server.reply(network());
    expect((await ask('census', true))?.counts).toMatchObject({ asked: 1, found: 1 });
    expect((await places())[5]).toBe('T6 range census matched');
  });

  it('sends a person’s address once that kind is allowed, and no longer when it is forbidden', async () => {
    server.reply(network());
    await allow('purchaser');
    expect((await ask('census'))?.counts).toMatchObject({ asked: 1, found: 1 });
    expect(server.everything()).toMatch(/9 PURCHASER ST/);
    expect(server.everything()).not.toMatch(/possessor|dealer/i);
    await database.current.knex.transaction(async (trx) => {
      for (const kind of ['recovery', 'purchaser'] as const) {
        await forbidProvider(trx, { provider: 'census', kind, by: 'R. Okafor' });
      }
    });
    expect(await ask('census')).toBeNull();
  });

  it('finds the same address in later files from what is kept, without asking', async () => {
    server.reply(network());
    const later = `${HEADINGS}\nT9,2025-02-05,12 Elm St,Baltimore,MD,21201,,,,,,,,,,,,,\n`;
    const context = { database: database.current, placer: await geocoder.get() };
    await importFile(context, { format: 'traces', agency: 'BPD', filePath: textFile('later.csv', later) });
    expect((await places()).at(-1)).toBe('T9 range census matched');
    expect(server.received).toEqual([]);
  });
});
