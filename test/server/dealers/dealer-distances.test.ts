import request from 'supertest';
import { beforeAll, expect, it } from 'vitest';
import { dealerDetailSchema, dealersSchema } from '../../../domain/dealer-responses.ts';
import { createDealersRoutes } from '../../../server/dealers/dealers-routes.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createDealersRoutes(database.current));
let inserted: InsertedRecords;

/** A degree of latitude. */
const DEGREE_KM = 111.195;

/**
 * Alder Arms in ZIP 23220 sold five guns: recovered in its own ZIP, one degree north of it (ZIP 23221), and three degrees north
 * (Baltimore city, no ZIP known); one in a state alone, and one of which no place is known. Birch Guns is known to its state alone.
 */
beforeAll(async () => {
  const from = { state: 'VA', county: '51760', zip: '23220' };
  const gun = { agency: 'BPD', on: '2024-01-10', dealer: 'Alder Arms', from };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD'],
    areas: [
      { level: 'zip', code: '23220', name: '23220', state: 'VA', at: [-77, 37] },
      { level: 'zip', code: '23221', name: '23221', state: 'VA', at: [-77, 38] },
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-77, 40] },
    ],
    dealers: [
      { name: 'Alder Arms', state: 'VA', county: '51760', zip: '23220' },
      { name: 'Birch Guns', state: 'PA' },
    ],
    recoveries: [
      { ...gun, to: { state: 'VA', zip: '23220' } },
      { ...gun, to: { state: 'VA', zip: '23221' } },
      { ...gun, to: { state: 'MD', county: '24510' } },
      { ...gun, to: { state: 'MD' } },
      gun,
      {
        agency: 'BPD',
        on: '2024-01-10',
        dealer: 'Birch Guns',
        from: { state: 'PA' },
        to: { state: 'VA', zip: '23220' },
      },
    ],
  });
});

it('tells half within how many kilometres of the dealer, by the guns of which both places are known', async () => {
  const answer = await request(app()).get(`/api/dealers/${inserted.dealers['Alder Arms']}`);
  const dealer = dealerDetailSchema.parse(answer.body);
  expect([dealer.traces, dealer.distancesKnown]).toEqual([5, 3]);
  expect(dealer.medianDistanceKm).toBeCloseTo(DEGREE_KM, 1);
});

it('is the middle of two for an even number, and nothing for a dealer known to its state', async () => {
  const filtered = await request(app()).get('/api/dealers?sort=name&recovery_zip=23220,23221');
  const [alder, birch] = dealersSchema.parse(filtered.body).items;
  expect([alder?.name, alder?.distancesKnown]).toEqual(['Alder Arms', 2]);
  expect(alder?.medianDistanceKm).toBeCloseTo(DEGREE_KM / 2, 1);
  expect(birch).toMatchObject({ name: 'Birch Guns', traces: 1, distancesKnown: 0, medianDistanceKm: null });
});
