import { check } from '@placemarkio/check-geojson';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Links } from '../../../domain/market-responses.ts';
import { linksSchema } from '../../../domain/market-responses.ts';
import { FILTER_PARAMETERS } from '../../../domain/trace-filter.ts';
import { RECORDED_ONLY } from '../../../domain/vocabulary.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { createLinksRoutes } from '../../../server/links/links-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => signedInApp(database.current, createLinksRoutes(database.current));

const side = (n: 1 | 2) =>
  ['Agency', 'Incident', 'Incident Date', 'State', 'Zip', 'Latitude', 'Longitude', 'Evidence']
    .map((heading) => `${heading} ${n}`)
    .join(',');
const HEADINGS = `NIBIN Lead #,Lead Date,Status,Caliber,${side(1)},${side(2)}`;
const lines = (...rows: readonly string[]) => [HEADINGS, ...rows, ''].join('\n');

const A = 'BALTIMORE PD,A1,2024-03-02,MD,21202,39.29,-76.61,casing';
const B = 'BALTIMORE PD,B1,2024-01-10,MD,21215,39.35,-76.67,casing';
const C = 'RICHMOND PD,C1,2024-02-01,VA,23220,37.55,-77.46,firearm';
/** Known to its ZIP alone. */
const D = 'BALTIMORE PD,D1,2024-04-04,MD,21215,,,casing';
/** Nobody says when. */
const E = 'BALTIMORE PD,E1,,MD,21202,39.30,-76.62,casing';
const F = 'NEWARK PD,F1,2024-05-05,NJ,07102,40.73,-74.17,casing';
const G = 'NEWARK PD,G1,2024-05-01,NJ,07102,40.74,-74.18,casing';

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD', 'OUT');
  const take = async (agency: string, name: string, content: string) => {
    const { rowsRead, rowsAccepted } = await importInto(
      database.current,
      'ballistics',
      agency,
      textFile(name, content),
    );
    if (rowsAccepted !== rowsRead) throw new Error(`${name}: ${rowsAccepted} of ${rowsRead} rows.`);
  };
  await take(
    'BPD',
    'bpd.csv',
    lines(
      `L1,2024-03-10,Lead,9MM,${A},${B}`,
      `L2,2024-04-10,Lead,.40,${D},${C}`,
      `L3,2024-04-11,Lead,9MM,${E},${A}`,
      `L4,2024-04-12,Lead,9MM,,77,2024-06-06,MD,21202,39.31,-76.61,casing,,78,2024-06-07,MD,21202,39.31,-76.60,casing`,
    ),
  );
  // An examiner confirms the first lead; the same two incidents, one of them seen more closely.
  await take('BPD', 'hits.csv', lines(`L1,2024-05-20,Hit,9MM,${A.replace('casing', 'bullet')},${B}`));
  await take(
    'NPD',
    'npd.csv',
    lines(
      `N1,2024-05-10,Hit,9MM,${F},${G}`,
      // Newark knows of Richmond's incident too.
      `N2,2024-05-11,Lead,.40,${F.replace('F1', 'F2')},${C}`,
      // Another 77 than Baltimore's: each file means its own agency's.
      `N3,2024-05-12,Lead,9MM,,77,2024-07-07,NJ,07102,40.75,-74.17,casing,,79,2024-07-08,NJ,07102,40.75,-74.16,casing`,
    ),
  );
});

async function ask(query = ''): Promise<Links> {
  const { body, status } = await request(app()).get(`/api/links${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  const answer = linksSchema.parse(body);
  expect(answer).toEqual(body);
  return answer;
}
const numbers = ({ features }: Links) => features.map(({ properties }) => properties.linkNumber);
const linkOf = async (number: string) => {
  const { features } = await ask();
  const found = features.find(({ properties }) => properties.linkNumber === number);
  if (found === undefined) throw new Error(`There is no link ${number}.`);
  return found;
};

describe('GET /api/links', () => {
  it('tells all of a link, its incidents in the order of their days, as a line through them', async () => {
    const { body } = await request(app()).get('/api/links?limit=1');
    expect(check(JSON.stringify(body))).toMatchObject({ type: 'FeatureCollection' });
    const [link] = linksSchema.parse(body).features;
    const incident = (number: string, row: number, file: string, over: object) => ({
      id: expect.any(Number),
      incident: expect.any(Number),
      eventAgency: 'BALTIMORE PD',
      incidentNumber: number,
      evidence: 'casing',
      caliber: '9MM',
      recoveries: [],
      precision: 'point',
      state: 'MD',
      county: null,
      source: { file, row, batch: expect.any(Number) },
      ...over,
    });
    expect(link).toEqual({
      type: 'Feature',
      id: expect.any(Number),
      geometry: {
        type: 'LineString',
        coordinates: [
          [-76.67, 39.35],
          [-76.61, 39.29],
        ],
      },
      properties: {
        agency: 'BPD',
        agencyName: 'BPD',
        linkNumber: 'L1',
        // A lead that was confirmed is one link, as the hit has it.
        linkType: 'hit',
        linkedOn: '2024-05-20',
        chain: link?.id,
        incidents: [
          incident('B1', 2, 'hits.csv', {
            occurredOn: '2024-01-10',
            position: [-76.67, 39.35],
            place: '21215, MD',
          }),
          incident('A1', 2, 'hits.csv', {
            occurredOn: '2024-03-02',
            position: [-76.61, 39.29],
            place: '21202, MD',
            evidence: 'bullet',
          }),
        ],
      },
    });
    expect(body).toMatchObject({ numberMatched: 7, notice: RECORDED_ONLY });
  });

  it('draws a line only where two places are known', async () => {
    const { geometry, properties } = await linkOf('L2');
    expect(geometry).toBeNull();
    expect(properties.incidents.map(({ incidentNumber, position }) => [incidentNumber, position])).toEqual([
      ['C1', [-77.46, 37.55]],
      ['D1', null],
    ]);
  });

  it('puts an incident without a day last', async () => {
    const { geometry, properties } = await linkOf('L3');
    expect(
      properties.incidents.map(({ incidentNumber, occurredOn }) => [incidentNumber, occurredOn]),
    ).toEqual([
      ['A1', '2024-03-02'],
      ['E1', null],
    ]);
    expect(geometry?.coordinates).toEqual([
      [-76.61, 39.29],
      [-76.62, 39.3],
    ]);
  });

  it.each([
    ['', 'L1 L2 L3 L4 N1 N2 N3'],
    // A link is meant where any of its incidents is; dates and place must be those of one.
    ['?recovered_from=2024-01-10&recovered_to=2024-01-11', 'L1'],
    ['?recovered_from=2024-03-02&recovered_to=2024-03-03', 'L1 L3'],
    ['?recovered_to=2024-02-15&recovery_state=VA', 'L2 N2'],
    ['?recovered_from=2024-04-01&recovered_to=2024-05-01&recovery_state=VA', ''],
    ['?agency=NPD', 'N1 N2 N3'],
    ['?recovery_state=VA', 'L2 N2'],
    ['?recovery_zip=21215', 'L1 L2'],
    ['?recovery_county=24510', ''],
    ['?precision_min=street&recovery_zip=21215', 'L1'],
    ['?bbox=-77,39,-76.6,39.295', 'L1 L3'],
    ['?link_type=hit', 'L1 N1'],
    ['?link_type=lead&agency=BPD', 'L2 L3 L4'],
    // The lead and the hit of a link are one hit.
    ['?link_type=lead&recovered_from=2024-01-10&recovered_to=2024-01-11', ''],
  ])('answers %j with %j', async (query, expected) => {
    const answer = await ask(query);
    const links = expected === '' ? [] : expected.split(' ');
    expect([...numbers(answer)].sort()).toEqual(links);
    expect(answer.numberMatched).toBe(links.length);
  });

  it.each(['id', 'newest'])(
    'goes on by %s from page to page, each link once, and counts all on each',
    async (sort) => {
      const all = await ask(`?sort=${sort}`);
      const ids = all.features.map(({ id }) => id);
      if (sort === 'id') expect(ids).toEqual([...ids].sort((a, b) => a - b));
      // By the day of the link, the hit's where a lead was confirmed.
      else expect(numbers(all)).toEqual(['L1', 'N3', 'N2', 'N1', 'L4', 'L3', 'L2']);
      const seen: (string | null)[] = [];
      let after = '';
      for (let pages = 0; pages < 10; pages += 1) {
        const page = await ask(`?sort=${sort}&limit=2${after}`);
        expect(page.numberMatched).toBe(7);
        seen.push(...numbers(page));
        if (page.next === null) break;
        after = `&after=${page.next}`;
      }
      expect(seen).toEqual(numbers(all));
      expect(new Set(seen).size).toBe(7);
    },
  );

  it('counts all where a page is past the last', async () => {
    const after = Buffer.from('["0",2000000000]').toString('base64url');
    expect(await ask(`?after=${after}`)).toMatchObject({ features: [], numberMatched: 7, next: null });
  });

  it.each(['["x",1]', '[null,1]', '["0",3000000000]', '["99999999999",1]'])(
    'refuses %s, which no page gave, as where to go on',
    async (cursor) => {
      const after = Buffer.from(cursor).toString('base64url');
      const { body, status } = await request(app()).get(`/api/links?after=${after}`);
      expect([status, body.parameter]).toEqual([400, 'after']);
    },
  );

  it('refuses by name what says nothing of links', async () => {
    const values: Readonly<Record<string, string>> = {
      ttc_min: '1',
      ttc_max: '1',
      source_state: 'VA',
      source_county: '51760',
      source_zip: '23220',
      purchaser_state: 'VA',
      purchaser_county: '51760',
      purchaser_zip: '23220',
      firearm_type: 'pistol',
      caliber: '9MM',
      manufacturer: 'GLOCK',
      crime_code: '1',
      dealer: '1',
      indicator: 'multipleSale',
      link_type: 'guess',
      chain: 'L1',
      sort: 'oldest',
    };
    const known = [
      ...['recovered_from', 'recovered_to', 'agency', 'recovery_state', 'recovery_county', 'recovery_zip'],
      ...['precision_min', 'bbox', 'corridor'],
    ];
    expect(FILTER_PARAMETERS.filter((name) => !known.includes(name) && !(name in values))).toEqual([]);
    for (const [name, value] of Object.entries(values)) {
      const { body, status } = await request(app()).get(`/api/links?${name}=${value}`);
      expect([name, status, body.parameter]).toEqual([name, 400, name]);
    }
  });
});

describe('chains', () => {
  it('are of links that share an incident, those of another agency among them', async () => {
    const { features } = await ask();
    const chains = new Map<number, string[]>();
    for (const { properties } of features) {
      chains.set(properties.chain, [...(chains.get(properties.chain) ?? []), properties.linkNumber ?? '']);
    }
    // Equal numbers of incidents whose agency no file names are two incidents: L4 and N3 are apart.
    expect([...chains.values()].map((links) => links.sort().join(' ')).sort()).toEqual([
      'L1 L3',
      'L2 N2',
      'L4',
      'N1',
      'N3',
    ]);
    for (const { id, properties } of features) expect(properties.chain).toBeLessThanOrEqual(id);
  });

  it('are the same on a page and under a filter that leaves part of them', async () => {
    const whole = await linkOf('L3');
    const [alone] = (await ask('?recovered_from=2024-03-02&recovered_to=2024-03-03&link_type=lead')).features;
    expect(alone?.properties.linkNumber).toBe('L3');
    expect(alone?.properties.chain).toBe(whole.properties.chain);
    expect(whole.properties.chain).toBe((await linkOf('L1')).id);
  });

  it.each([
    ['L1', 'L1 L3'],
    // Whichever of its links it is asked for by.
    ['L3', 'L1 L3'],
    ['N2', 'L2 N2'],
    ['N1', 'N1'],
    ['L4', 'L4'],
    ['N3', 'N3'],
  ])('are told whole from %s: %s', async (number, expected) => {
    const { id, properties } = await linkOf(number);
    const answer = await ask(`?chain=${id}`);
    expect([...numbers(answer)].sort().join(' ')).toBe(expected);
    expect(answer.numberMatched).toBe(answer.features.length);
    expect(answer.features.map((link) => link.properties.chain)).toEqual(
      answer.features.map(() => properties.chain),
    );
  });

  it('are narrowed by the filter as all links are', async () => {
    const { id } = await linkOf('L1');
    expect(numbers(await ask(`?chain=${id}&link_type=hit`))).toEqual(['L1']);
    expect(numbers(await ask(`?chain=${id}&recovered_from=2024-01-10&recovered_to=2024-01-11`))).toEqual([
      'L1',
    ]);
  });

  it('tell the same incident of several links by one number', async () => {
    const { features } = await ask(`?chain=${(await linkOf('L3')).id}`);
    const told = features.flatMap(({ properties }) => properties.incidents);
    const rows = told.map(({ incidentNumber, incident }) => `${incidentNumber} ${incident}`);
    expect(rows.map((row) => row.split(' ')[0]).sort()).toEqual(['A1', 'A1', 'B1', 'E1']);
    expect(new Set(rows).size).toBe(3);
    expect(new Set(told.map(({ incident }) => incident)).size).toBe(3);
    // Richmond's, of which two agencies know; and two that only their number has in common.
    const incidentOf = async (link: string, number: string) =>
      (await linkOf(link)).properties.incidents.find(({ incidentNumber }) => incidentNumber === number)
        ?.incident;
    expect(await incidentOf('L2', 'C1')).toBe(await incidentOf('N2', 'C1'));
    expect(await incidentOf('L4', '77')).not.toBe(await incidentOf('N3', '77'));
  });

  it('has nothing of a link that is not there', async () => {
    expect(await ask('?chain=999999999')).toMatchObject({ features: [], numberMatched: 0, next: null });
  });

  it.each(['0', '-1', '1.5', '', '9999999999', '1,2'])('refuses chain=%s in words', async (value) => {
    const { body, status } = await request(app()).get(`/api/links?chain=${value}`);
    expect([status, body.parameter]).toEqual([400, 'chain']);
    expect(body.detail).toContain('chain must be a whole number from 1 to 999999999');
  });

  it('follow the records when more come', async () => {
    const before = await linkOf('N1');
    expect(numbers(await ask(`?chain=${before.id}`))).toEqual(['N1']);
    const { batchId } = await importInto(
      database.current,
      'ballistics',
      'NPD',
      textFile('later.csv', lines(`N4,2024-06-10,Lead,9MM,${G},${F.replace('F1', 'F3')}`)),
    );
    expect(numbers(await ask(`?chain=${before.id}`))).toEqual(['N1', 'N4']);
    expect((await linkOf('N4')).properties.chain).toBe(before.id);
    await undoImport(database.current, batchId ?? 0);
    expect(numbers(await ask(`?chain=${before.id}`))).toEqual(['N1']);
  });
});

describe('whose links are listed', () => {
  const askAs = async (agency: string) => {
    const { body } = await request(routeApp(createLinksRoutes(database.current)))
      .get('/api/links')
      .set('Cookie', await accountCookie(database.current, agency, 'analyst'))
      .expect(200);
    return linksSchema.parse(body);
  };

  it('the owner’s own, in chains of what it sees', async () => {
    const own = await askAs('NPD');
    expect([numbers(own).sort(), own.numberMatched]).toEqual([['N1', 'N2', 'N3'], 3]);
    // What N2 is chained with in another's file is not its to know.
    for (const { id, properties } of own.features) expect(properties.chain).toBe(id);
  });

  it('the part of a chain that they see, whoever asks for it', async () => {
    const chainAs = async (agency: string, number: string) => {
      const { body } = await request(routeApp(createLinksRoutes(database.current)))
        .get(`/api/links?chain=${(await linkOf(number)).id}`)
        .set('Cookie', await accountCookie(database.current, agency, 'analyst'))
        .expect(200);
      return numbers(linksSchema.parse(body));
    };
    expect(await chainAs('NPD', 'N2')).toEqual(['N2']);
    // By its other link, which Newark does not see, it is not to be had.
    expect(await chainAs('NPD', 'L2')).toEqual([]);
    expect(await chainAs('OUT', 'N2')).toEqual([]);
  });

  it('a partner’s too, without the name of its file; nothing of it to an outsider', async () => {
    const { properties } = await linkOf('N1');
    expect(properties.incidents.map(({ source }) => [source.file, source.row])).toEqual([
      [null, 2],
      [null, 2],
    ]);
    expect(await askAs('OUT')).toMatchObject({ features: [], numberMatched: 0 });
  });
});
