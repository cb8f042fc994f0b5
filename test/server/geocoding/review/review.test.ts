/** Open addresses of two agencies, settled as a steward would, on a real database: who sees them, and what moves. */
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ReviewChoice, ReviewItem } from '../../../../domain/review.ts';
import {
  nearestAddressSchema,
  reviewDecidedSchema,
  reviewDecisionsSchema,
  reviewItemSchema,
  reviewSchema,
  reviewUndoneSchema,
  streetAliasesSchema,
} from '../../../../domain/review.ts';
import { scopeOfAllRecords } from '../../../../domain/scope.ts';
import { compareRollups } from '../../../../server/cli/doctor-command.ts';
import { withScope } from '../../../../server/database/with-scope.ts';
import { CurrentGeocoder } from '../../../../server/geocoding/current-geocoder.ts';
import { readOpen, readQueue } from '../../../../server/geocoding/review/review-read-model.ts';
import { createReviewRoutes } from '../../../../server/geocoding/review/review-routes.ts';
import { ReviewService } from '../../../../server/geocoding/review/review-service.ts';
import { importFile } from '../../../../server/imports/import-service.ts';
import { undoImport } from '../../../../server/imports/undo-import.ts';
import { ensureAreas } from '../../../../server/reference/load-areas.ts';
import { loadBaltimoreStreets } from '../../../helpers/baltimore-streets.ts';
import { PARTNER, signedInApp } from '../../../helpers/sign-in.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { addAgencies, rowsOf, useTextFiles } from '../../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let service: ReviewService;
let app: ReturnType<typeof signedInApp>;
const batches: Record<string, number> = {};

const HEADINGS =
  'Trace Number,Recovery Date,Recovery Address,Recovery City,Recovery State,Recovery Zip,Purchaser Name,Purchaser Address,Purchaser City,Purchaser State,FFL Number,FFL Name,FFL Address,FFL City,FFL State';
const DEALER = '1-54-760-01-6F-21093,RIVER,350 NORTH AVE,BALTIMORE,MD';
const BPD = [
  HEADINGS,
  // One address in three spellings, of three records and a purchaser and a dealer.
  `T1,2025-01-05,350 North Ave,Baltimore,MD,,ROE,350 North Ave,Baltimore,MD,${DEALER}`,
  'T2,2025-01-06,350 NORTH AVE.,Baltimore,MD,,,,,,,,,,',
  'T3,2025-03-07,350 north ave,BALTIMORE,MD,,,,,,,,,,',
  // Alike but for the number; and on the street as misspelt.
  'T4,2025-02-01,360 North Ave,Baltimore,MD,,,,,,,,,,',
  'T5,2025-02-02,372 North Ave,Baltimore,MD,,,,,,,,,,',
  'T6,2025-02-03,380 Norht Ave,Baltimore,MD,,,,,,,,,,',
  'T7,2025-02-04,382 Norht Ave,Baltimore,MD,,,,,,,,,,',
  'T8,2025-02-05,12 Nowhere Ln,Baltimore,MD,21202,,,,,,,,,',
  'T9,2025-02-06,150 N Calvert St,Baltimore,MD,,,,,,,,,,',
  '',
].join('\n');
const NPD = [HEADINGS, 'N1,2025-01-05,350 North Ave,Baltimore,MD,,,,,,,,,,', ''].join('\n');

beforeAll(async () => {
  await ensureAreas(database.current);
  await addAgencies(database.current, 'BPD', 'NPD');
  await loadBaltimoreStreets(database.current);
  const geocoder = new CurrentGeocoder(database.current);
  service = new ReviewService(database.current, () => geocoder.get());
  app = signedInApp(database.current, createReviewRoutes(database.current, service));
  for (const [agency, text] of Object.entries({ BPD, NPD })) {
    const filePath = textFile(`${agency}.csv`, text);
    const context = { database: database.current, placer: await geocoder.get() };
    const { batchId } = await importFile(context, { format: 'traces', agency, filePath });
    batches[agency] = batchId ?? 0;
  }
});

async function get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const { body, headers } = await request(app).get(path).expect(200);
  expect(headers['cache-control']).toBe('no-store');
  return schema.parse(body);
}
const queue = () => get('/api/review', reviewSchema);
const brief = ({ address, agency, reason, records, alike }: ReviewItem) =>
  `${agency.code} ${address}: ${reason}, ${records.total}, ${alike} alike`;

async function itemAt(address: string, agency = 'BPD'): Promise<ReviewItem> {
  const item = (await queue()).items.find((one) => one.address === address && one.agency.code === agency);
  if (item === undefined) throw new Error('The address is not open.');
  return item;
}

const candidateOf = ({ candidates }: ReviewItem, street: string): string => {
  const found = candidates.find(({ label }) => label.includes(street));
  if (found === undefined) throw new Error(`No candidate is on ${street}.`);
  return found.key;
};

async function decide(id: number, choice: ReviewChoice) {
  const { body } = await request(app).post(`/api/review/${id}/decision`).send(choice).expect(201);
  return reviewDecidedSchema.parse(body);
}

async function undo(decision: number) {
  const { body } = await request(app).delete(`/api/review/decisions/${decision}`).expect(200);
  return reviewUndoneSchema.parse(body);
}

const places = (agency = 'BPD') =>
  rowsOf(
    database.current,
    `SELECT t.trace_number AS trace, r.precision, r.geocode_match_type AS how, r.street_lookup AS street
     FROM recovery r JOIN trace t ON t.recovery_id = r.id JOIN agency a ON a.id = r.agency_id
     WHERE a.code = '${agency}' ORDER BY 1`,
  );
const placeOf = async (trace: string, agency = 'BPD') =>
  (await places(agency)).find((row) => row.trace === trace);
const rollupsAgree = () => compareRollups(database.current.knex);
const agencyId = async (code: string) =>
  Number((await rowsOf(database.current, `SELECT id FROM agency WHERE code = '${code}'`))[0]?.id);

describe('the queue', () => {
  it('has each address once, those with the most records first', async () => {
    const { items, total, records, next } = await queue();
    expect(items.map(brief)).toEqual([
      'BPD 350 North Ave, Baltimore, MD: direction_missing, 5, 2 alike',
      'BPD 380 Norht Ave, Baltimore, MD: direction_missing, 1, 1 alike',
      'BPD 382 Norht Ave, Baltimore, MD: direction_missing, 1, 1 alike',
      'BPD 360 North Ave, Baltimore, MD: direction_missing, 1, 2 alike',
      'BPD 372 North Ave, Baltimore, MD: direction_missing, 1, 2 alike',
      'BPD 12 Nowhere Ln, Baltimore, MD 21202: street_not_found, 1, 0 alike',
    ]);
    expect([total, records, next]).toEqual([6, 10, null]);
    expect(items[0]?.records.byKind).toEqual([
      { kind: 'recovery', count: 3 },
      { kind: 'dealer', count: 1 },
      { kind: 'purchaser', count: 1 },
    ]);
    expect(items[0]?.candidates.map(({ label, precision }) => `${precision} ${label}`)).toEqual([
      'range 350 E NORTH AVE, BALTIMORE, MD 21202',
      'range 350 W NORTH AVE, BALTIMORE, MD 21201',
    ]);
    expect(items[0]?.area).toMatchObject({ label: 'BALTIMORE, MD', precision: 'city' });
  });

  it('comes in pages', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page: z.infer<typeof reviewSchema> = await get(
        `/api/review?limit=3${next === null ? '' : `&after=${next}`}`,
        reviewSchema,
      );
      seen.push(...page.items.map(brief));
      next = page.next;
    } while (next !== null);
    expect(seen).toEqual((await queue()).items.map(brief));
  });

  it('shows each agency what is its own, and others nothing', async () => {
    const [bpd, npd] = [await agencyId('BPD'), await agencyId('NPD')];
    const { items } = await queue();
    const ids = (await rowsOf(database.current, 'SELECT id FROM geocode')).map(({ id }) => Number(id));
    expect(items.every(({ agency }) => agency.code === 'BPD')).toBe(true);
    const seenBy = (agencyIds: number[]) =>
      withScope(database.current, scopeOfAllRecords(agencyIds), { as: 'steward' }, async ({ trx }) => ({
        queue: (await readQueue(trx, null, 50)).total,
        open: (await readOpen(trx, ids)).length,
      }));
    expect(await seenBy([bpd])).toEqual({ queue: 6, open: 6 });
    expect(await seenBy([npd])).toEqual({ queue: 1, open: 1 });
    expect(await seenBy([])).toEqual({ queue: 0, open: 0 });
  });

  it('lets nobody settle what is another agency’s', async () => {
    const { id } = await itemAt('350 North Ave, Baltimore, MD');
    const decided = service.decide(
      id,
      { kind: 'unknown', alike: false },
      {
        agencyIds: [await agencyId('NPD')],
        actor: 'tester',
      },
    );
    await expect(decided).rejects.toMatchObject({ status: 404 });
    await expect(
      service.decide(id, { kind: 'unknown', alike: false }, { agencyIds: [], actor: 'tester' }),
    ).rejects.toMatchObject({
      status: 404,
    });
  });

  it('refuses what it does not understand without repeating it', async () => {
    const { id } = await itemAt('350 North Ave, Baltimore, MD');
    for (const body of [{}, { kind: 'pin', lon: 'x', lat: 1 }, { kind: 'candidate', candidate: 'SECRET' }]) {
      const answer = await request(app).post(`/api/review/${id}/decision`).send(body).expect(400);
      expect(answer.text).not.toContain('SECRET');
    }
    await request(app).get('/api/review?after=x').expect(400);
    await request(app).get('/api/review?q=x').expect(400);
    await request(app).get('/api/review/999999').expect(404);
    await request(app)
      .post('/api/review/999999/decision')
      .send({ kind: 'unknown', alike: false })
      .expect(404);
    await request(app).delete('/api/review/decisions/999999').expect(404);
    await request(app)
      .post(`/api/review/${id}/decision`)
      .send({ kind: 'candidate', candidate: 'gone', alike: false })
      .expect(409);
  });
});

describe('choosing a candidate', () => {
  let first = 0;

  it('moves all records that have the address, and those of no other agency', async () => {
    const item = await itemAt('350 North Ave, Baltimore, MD');
    const answer = await decide(item.id, {
      kind: 'candidate',
      candidate: candidateOf(item, 'W NORTH AVE'),
      alike: false,
    });
    first = answer.decision.id;
    expect(answer).toMatchObject({ settled: [item.id], alias: null, total: 5, records: 5 });
    expect(answer.decision).toMatchObject({
      kind: 'candidate',
      address: '350 North Ave, Baltimore, MD',
      label: '350 W NORTH AVE, BALTIMORE, MD 21201',
      addresses: 1,
      records: 5,
      decidedBy: PARTNER,
    });
    const chosen = { precision: 'range', how: 'range+chosen', street: 'matched' };
    for (const trace of ['T1', 'T2', 'T3']) expect(await placeOf(trace)).toMatchObject(chosen);
    expect(await placeOf('T4')).toMatchObject({ precision: 'city', street: 'review' });
    expect(await placeOf('N1', 'NPD')).toMatchObject({ precision: 'city', street: 'review' });
    expect(
      await rowsOf(
        database.current,
        `SELECT p.precision AS purchaser, d.precision AS dealer, r.source_zip, r.source_county, r.recovery_county,
           d.tile_code IS NOT NULL AS drawn
         FROM recovery r JOIN trace t ON t.recovery_id = r.id JOIN purchaser p ON p.id = r.purchaser_id
           JOIN dealer d ON d.id = r.dealer_id WHERE t.trace_number = 'T1'`,
      ),
    ).toEqual([
      {
        purchaser: 'range',
        dealer: 'range',
        source_zip: '21201',
        source_county: '24510',
        recovery_county: '24510',
        drawn: true,
      },
    ]);
    expect(await rollupsAgree()).toBe(true);
  });

  it('refuses to settle it again', async () => {
    const [{ id } = { id: 0 }] = await rowsOf(
      database.current,
      `SELECT id FROM geocode WHERE review_id = ${first}`,
    );
    await request(app).post(`/api/review/${id}/decision`).send({ kind: 'unknown', alike: false }).expect(409);
    await request(app).get(`/api/review/${id}`).expect(404);
  });

  it('settles those alike on the same street where that is asked for', async () => {
    const item = await itemAt('360 North Ave, Baltimore, MD');
    const choice = { kind: 'candidate', candidate: candidateOf(item, 'E NORTH AVE'), alike: true } as const;
    const answer = await decide(item.id, choice);
    expect(answer.decision).toMatchObject({ addresses: 2, records: 2 });
    expect(answer.settled.length).toBe(2);
    const zips = `SELECT trace_number AS trace, recovery_zip AS zip FROM recovery r JOIN trace t ON t.recovery_id = r.id
      WHERE trace_number IN ('T3', 'T4', 'T5', 'T6') ORDER BY 1`;
    expect(await rowsOf(database.current, zips)).toEqual([
      { trace: 'T3', zip: '21201' },
      { trace: 'T4', zip: '21202' },
      { trace: 'T5', zip: '21202' },
      { trace: 'T6', zip: null },
    ]);
  });

  it('can be taken back, once', async () => {
    const { items, total } = await undo(first);
    expect(items.map(brief)).toEqual(['BPD 350 North Ave, Baltimore, MD: direction_missing, 5, 0 alike']);
    expect(total).toBe(4);
    for (const trace of ['T1', 'T2', 'T3']) {
      expect(await placeOf(trace)).toMatchObject({ precision: 'city', how: 'city_state', street: 'review' });
    }
    expect(await rollupsAgree()).toBe(true);
    await request(app).delete(`/api/review/decisions/${first}`).expect(404);
  });
});

describe('a pin, and an address that cannot be known', () => {
  let pin = 0;

  it('names the address it is nearest to, on its side of the street', async () => {
    const nearest = async (lon: number, lat: number) => {
      const { body } = await request(app).post('/api/review/nearest').send({ lon, lat }).expect(200);
      return nearestAddressSchema.parse(body).nearest;
    };
    // Calvert Street runs north at -76.612; even numbers are on its left, the west. It has room for 44 lots of 5 m.
    expect(await nearest(-76.6122, 39.291)).toEqual({ label: '144 N CALVERT ST, BALTIMORE, MD', metres: 17 });
    expect(await nearest(-76.6118, 39.29001)).toEqual({
      label: '101 N CALVERT ST, BALTIMORE, MD',
      metres: 17,
    });
    expect(await nearest(-76.6, 39.4)).toBeNull();
    await request(app).post('/api/review/nearest').send({ lon: 400, lat: 0 }).expect(400);
  });

  it('sets an address where a person saw it', async () => {
    const { id } = await itemAt('12 Nowhere Ln, Baltimore, MD 21202');
    const answer = await decide(id, { kind: 'pin', lon: -76.6122, lat: 39.291 });
    pin = answer.decision.id;
    expect(answer.decision).toMatchObject({ kind: 'pin', label: 'near 144 N CALVERT ST, BALTIMORE, MD' });
    expect(await placeOf('T8')).toMatchObject({ precision: 'point', how: 'pinned', street: 'matched' });
  });

  it('does not lie at sea', async () => {
    const { id } = await itemAt('350 North Ave, Baltimore, MD');
    await request(app)
      .post(`/api/review/${id}/decision`)
      .send({ kind: 'pin', lon: -40, lat: 30 })
      .expect(400);
  });

  it('leaves what cannot be known in its area, and counts it as such', async () => {
    const { id } = await itemAt('350 North Ave, Baltimore, MD');
    const answer = await decide(id, { kind: 'unknown', alike: false });
    expect(answer.decision).toMatchObject({ kind: 'unknown', label: null, records: 5 });
    expect(await placeOf('T1')).toMatchObject({
      precision: 'city',
      how: 'city_state+marked_unknown',
      street: 'unknown',
    });
    expect((await queue()).items.some((item) => item.id === id)).toBe(false);
  });

  it('lists the decisions in force, the newest first', async () => {
    const { items, total } = await get('/api/review/decisions', reviewDecisionsSchema);
    expect(items.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
      'unknown 350 North Ave, Baltimore, MD',
      'pin 12 Nowhere Ln, Baltimore, MD 21202',
      'candidate 360 North Ave, Baltimore, MD',
    ]);
    expect(total).toBe(3);
    await undo(pin);
  });

  it('leaves a trail that says who did what, and holds no address', async () => {
    const events = await rowsOf(
      database.current,
      `SELECT actor, action, detail FROM audit_event WHERE action ~ '^(review|alias)[.]' ORDER BY id`,
    );
    expect(events.map(({ action }) => action)).toEqual([
      'review.decided',
      'review.decided',
      'review.undone',
      'review.decided',
      'review.decided',
      'review.undone',
    ]);
    expect(JSON.stringify(events)).not.toMatch(/north|nowhere/i);
    await expect(database.current.knex.raw('DELETE FROM audit_event')).rejects.toThrow(/only ever added to/);
  });
});

describe('the same address in a later file', () => {
  it('is where the person put it', async () => {
    const later = `${HEADINGS}\nT20,2025-05-01,350 NORTH AVE,Baltimore,MD,,,,,,,,,,\nT21,2025-05-02,360 NORTH AVE,Baltimore,MD,,,,,,,,,,\n`;
    const geocoder = new CurrentGeocoder(database.current);
    const context = { database: database.current, placer: await geocoder.get() };
    const { batchId, placement } = await importFile(context, {
      format: 'traces',
      agency: 'BPD',
      filePath: textFile('later.csv', later),
    });
    expect(await placeOf('T20')).toMatchObject({ how: 'city_state+marked_unknown', street: 'unknown' });
    expect(await placeOf('T21')).toMatchObject({ how: 'range+chosen', street: 'matched' });
    expect(placement[0]).toMatchObject({ placed: 1, toReview: 0, unknown: 1, matchRate: 0.5 });
    expect(await rollupsAgree()).toBe(true);
    await undoImport(database.current, batchId ?? 0);
  });

  it('keeps the decision when its import is undone and brought again', async () => {
    await undoImport(database.current, batches.BPD ?? 0);
    expect(
      await rowsOf(database.current, 'SELECT street FROM geocode WHERE review_id IS NOT NULL ORDER BY 1'),
    ).toEqual([{ street: '350 North Ave' }, { street: '360 North Ave' }, { street: '372 North Ave' }]);
    const geocoder = new CurrentGeocoder(database.current);
    const context = { database: database.current, placer: await geocoder.get() };
    await importFile(context, { format: 'traces', agency: 'BPD', filePath: textFile('again.csv', BPD) });
    expect(await placeOf('T4')).toMatchObject({ how: 'range+chosen' });
    expect(await placeOf('T1')).toMatchObject({ street: 'unknown' });
  });
});

describe('a street name that means another', () => {
  it('is offered by the decision that shows it', async () => {
    const item = await itemAt('380 Norht Ave, Baltimore, MD');
    expect(item.candidates[0]?.parts.name).toBeLessThan(1);
    const choice = { kind: 'candidate', candidate: candidateOf(item, 'W NORTH AVE'), alike: false } as const;
    const { alias } = await decide(item.id, choice);
    expect(alias).toMatchObject({
      written: 'NORHT',
      meant: 'NORTH',
      place: 'BALTIMORE',
      state: 'MD',
      status: 'offered',
      decisions: 1,
      open: 1,
    });
    // Not applied by itself.
    expect((await itemAt('382 Norht Ave, Baltimore, MD')).candidates[0]?.parts.name).toBeLessThan(1);
  });

  it('is read so once it is accepted, and no longer when that is taken back', async () => {
    const [alias] = (await get('/api/review/aliases', streetAliasesSchema)).items;
    const answer = (accept: boolean) =>
      request(app).post(`/api/review/aliases/${alias?.id}`).send({ accept }).expect(200);
    expect((await answer(true)).body).toMatchObject({ status: 'accepted' });
    const item = await itemAt('382 Norht Ave, Baltimore, MD');
    expect(item.candidates.map(({ parts }) => parts.name)).toEqual([1, 1]);
    expect((await answer(false)).body).toMatchObject({ status: 'declined' });
    expect((await itemAt('382 Norht Ave, Baltimore, MD')).candidates[0]?.parts.name).toBeLessThan(1);
    await request(app).post('/api/review/aliases/999').send({ accept: true }).expect(404);
  });
});

describe('one open address', () => {
  it('is found by its number', async () => {
    const item = await itemAt('12 Nowhere Ln, Baltimore, MD 21202');
    expect(await get(`/api/review/${item.id}`, reviewItemSchema)).toEqual(item);
  });
});
