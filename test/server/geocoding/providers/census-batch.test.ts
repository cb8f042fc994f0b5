import { describe, expect, it } from 'vitest';
import { createCensusBatch } from '../../../../server/geocoding/providers/census-batch.ts';
import type { Received } from '../../../helpers/provider-server.ts';
import { brokenHalfway, page, status, useProviderServer } from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';
import { askDirectly } from './ask-directly.ts';

const server = useProviderServer();
const census = () => createCensusBatch({ censusUrl: `${server.url}/geocoder` });

/** Rows as the Census writes them: every field quoted, three of them where nothing matched. */
const MATCH =
  '"0","844 BROOKRIDGE DR, ATLANTA, GA, 30306","Match","Exact","844 BROOKRIDGE DR NE, ATLANTA, GA, 30306","-84.360083935273,33.785434545476","17356888","L"';
const NON_EXACT =
  '"1","22999 US HIGHWAY 59 N, KINGWOOD, TX, 77325","Match","Non_Exact","22999 US HWY 59 N, KINGWOOD, TX, 77339","-95.252979044113,30.05045433179","638054058","L"';
const NO_MATCH = '"2","17201 INTERSTATE 45 S, THE WOODLANDS, TX, 77385","No_Match"';
const TIE = '"3","1317 S LOOP 336 W, CONROE, TX, 77304","Tie"';
const ASKED = [
  '844 Brookridge Dr, Atlanta, GA, 30306',
  '22999 US Highway 59 N, Kingwood, TX, 77325',
  '17201 Interstate 45 S, The Woodlands, TX, 77385',
  '1317 S Loop 336 W, Conroe, TX, 77304',
];

const csv = (...rows: string[]) => rows.map((row) => `${row}\n`).join('');
const answer = (...rows: string[]) =>
  server.reply((response) => {
    response.setHeader('content-type', 'text/csv;charset=UTF-8');
    response.end(csv(...rows));
  });

/** The parts of a multipart upload by name. */
async function upload({ headers, body }: Received): Promise<Record<string, string>> {
  const form = await new Response(body, {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData();
  const parts: Record<string, string> = {};
  for (const [name, part] of form) parts[name] = typeof part === 'string' ? part : await part.text();
  return parts;
}

describe('the upload', () => {
  it('is one file of numbered rows, number, street, city, state and ZIP only', async () => {
    answer(MATCH, NO_MATCH);
    await askDirectly(census(), [
      '844 Brookridge Dr Apt 7, Atlanta, GA, 30306',
      '1 "Big" Elm St, Saint Paul, MN',
    ]);
    expect(server.received.map(({ method, path }) => [method, path])).toEqual([
      ['POST', '/geocoder/locations/addressbatch'],
    ]);
    const [one] = server.received;
    expect(one && (await upload(one))).toEqual({
      benchmark: 'Public_AR_Current',
      addressFile: expect.stringMatching(
        /^0,844 BROOKRIDGE DR,ATLANTA,GA,30306\r\n1,1 [^",]*,SAINT PAUL,MN,\r\n$/,
      ),
    });
  });

  it('may take a quarter of an hour', async () => {
    const clock = testClock();
    answer(MATCH);
    await askDirectly(census(), ASKED.slice(0, 1), clock);
    expect(clock.deadlines).toEqual([900_000]);
    expect(census().largestBatch).toBe(10_000);
  });
});

describe('the answers', () => {
  it('are matches in ranges, ties and none, in whatever order they come', async () => {
    answer(TIE, NON_EXACT, NO_MATCH, MATCH);
    expect(await askDirectly(census(), ASKED)).toEqual([
      {
        outcome: 'found',
        lon: -84.360083935273,
        lat: 33.785434545476,
        precision: 'range',
        label: '844 BROOKRIDGE DR NE, ATLANTA, GA, 30306',
        score: 1,
      },
      {
        outcome: 'found',
        lon: -95.252979044113,
        lat: 30.05045433179,
        precision: 'range',
        label: '22999 US HWY 59 N, KINGWOOD, TX, 77339',
        // The match is not exact, and the ZIP is another.
        score: expect.closeTo(0.81, 6),
      },
      { outcome: 'none' },
      { outcome: 'several' },
    ]);
  });

  it.each<[string, string]>([
    ['a row cut off', MATCH.slice(0, 60)],
    ['a row with loose quotes', MATCH.replace('"Exact"', 'Ex"act')],
    ['a row with commas outside of quotes', MATCH.replaceAll('"', '')],
    ['a match without coordinates', MATCH.replace('-84.360083935273,33.785434545476', '')],
    ['coordinates in two columns', MATCH.replace('273,33', '273","33')],
    ['a word it does not use', MATCH.replace('"Match"', '"Perhaps"')],
    ['a row of somebody else', MATCH.replace('"0"', '"17"')],
    ['a row without its number', MATCH.replace('"0"', '""')],
    ['a missing row', ''],
  ])('%s is no answer, and the other rows are', async (_what, row) => {
    answer(row, TIE);
    expect(await askDirectly(census(), ASKED)).toEqual([null, null, null, { outcome: 'several' }]);
    expect(server.received.length).toBe(1);
  });

  it('a match in another state, or in another place altogether, is none', async () => {
    answer(
      MATCH.replace('GA, 30306","-', 'PA, 30306","-'),
      NON_EXACT.replace('"22999 US HWY 59 N, KINGWOOD', '"22999 US HWY 59 N, LUFKIN'),
    );
    expect(await askDirectly(census(), ASKED.slice(0, 2))).toEqual([
      { outcome: 'none' },
      { outcome: 'none' },
    ]);
  });

  it('a page, half an answer or an error is asked for again', async () => {
    const whole = csv(MATCH);
    server.reply(page, brokenHalfway(whole), status(502), (response) => response.end(whole));
    expect(await askDirectly(census(), ASKED.slice(0, 1))).toMatchObject([{ outcome: 'found' }]);
    expect(server.received.length).toBe(4);
    expect(new Set(server.received.map(({ body }) => body.replace(/form\S+/g, ''))).size).toBe(1);
  });

  it('a file it calls wrong has no answers', async () => {
    server.reply(status(400));
    expect(await askDirectly(census(), ASKED)).toEqual([null, null, null, null]);
  });
});
