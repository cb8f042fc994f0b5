import { describe, expect, it } from 'vitest';
import { tileCode, toWorld } from '../../../../domain/geography/world-grid.ts';
import { loadReference } from '../../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const HEADINGS = 'dirpre,name,type,dirsuf,fullname,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt';
/** Two blocks of Main Street, Oak Avenue meeting it in the middle, and rows with something the matter. */
const STREETS = [
  HEADINGS,
  'N,MAIN,ST,,N MAIN ST,100,198,101,199,21201,21202-1234,"LINESTRING(-76.61 39.29, -76.61 39.291)"',
  'N,MAIN,ST,,N MAIN ST,200,298,0,0,,,"LINESTRING(-76.61 39.291, -76.61 39.292)"',
  ',OAK,AVE,,OAK AVE,,,,,,,"LINESTRING(-76.61 39.291, -76.612 39.291)"',
  ',,,,,1,9,2,8,,,"LINESTRING(-76.61 39.29, -76.62 39.29)"',
  ',ELM,CT,,ELM CT,1,9,2,8,,,',
  ',ELM,CT,,ELM CT,1,9,2,8,,,"LINESTRING(-76.6 39.3, -76.6 39.3)"',
  ',PINE,RD,,PINE RD,37-12,37-20,2,8,,,"MULTILINESTRING((-76.63 39.29, -76.63 39.291),(-76.63 39.291, -76.63 39.292))"',
  ',FIR,LN,,FIR LN,1,9,,,,,"MULTILINESTRING((-76.64 39.29, -76.64 39.2901),(-76.64 39.291, -76.64 39.292))"',
  ',,,,ASH ROAD,7,1,,,,,"SRID=4326;LINESTRING Z (-76.65 39.29 12, -76.65 39.291 13)"',
  '',
].join('\n');

const load = (filePath: string, options: { name?: string; state?: string; place?: string } = {}) =>
  loadReference(database.current, { kind: 'street-ranges', filePath, ...options });

const node = (lon: number, lat: number) => tileCode(toWorld(lon, lat));

describe('street-ranges from a table', () => {
  it('counts what was kept, and says by reason what was not', async () => {
    const result = await load(textFile('centrelines.csv', STREETS), { state: 'MD', place: 'St. Michaels' });
    expect(result).toMatchObject({
      status: 'loaded',
      name: 'centrelines',
      state: 'MD',
      place: 'SAINT MICHAELS',
      records: 6,
      skipped: 3,
      segments: 7,
      ranges: 6,
      nodes: 13,
      addressPoints: 0,
    });
    expect(result.leftOut).toEqual([
      { reason: 'no street name', count: 1, firstRows: [5] },
      { reason: 'no line that can be read', count: 1, firstRows: [6] },
      { reason: 'a line of no length', count: 1, firstRows: [7] },
      {
        reason: 'a side with house numbers that are not whole numbers (its street was kept)',
        count: 1,
        firstRows: [8],
      },
    ]);
  });

  it('stores ranges in the direction of the line, with their ZIP', async () => {
    expect(
      await rowsOf(
        database.current,
        `SELECT n.name, r.state, side, from_number, to_number, low, high, zip
         FROM street_range r JOIN street_name n ON n.id = r.name_id ORDER BY name, from_number`,
      ),
    ).toEqual([
      { name: 'ASH', state: 'MD', side: 'L', from_number: 7, to_number: 1, low: 1, high: 7, zip: null },
      { name: 'FIR', state: 'MD', side: 'L', from_number: 1, to_number: 9, low: 1, high: 9, zip: null },
      {
        name: 'MAIN',
        state: 'MD',
        side: 'L',
        from_number: 100,
        to_number: 198,
        low: 100,
        high: 198,
        zip: '21201',
      },
      {
        name: 'MAIN',
        state: 'MD',
        side: 'R',
        from_number: 101,
        to_number: 199,
        low: 101,
        high: 199,
        zip: '21202',
      },
      {
        name: 'MAIN',
        state: 'MD',
        side: 'L',
        from_number: 200,
        to_number: 298,
        low: 200,
        high: 298,
        zip: null,
      },
      { name: 'PINE', state: 'MD', side: 'R', from_number: 2, to_number: 8, low: 2, high: 8, zip: null },
    ]);
  });

  it('joins parts that touch; numbers lie on the longest of those that do not', async () => {
    expect(
      await rowsOf(
        database.current,
        `SELECT n.name, round(length_metres) AS metres, ST_NPoints(geom_3857) AS points, count(r.*) AS ranges
         FROM street_segment s JOIN street_name n ON n.id = s.name_id
           LEFT JOIN street_range r ON r.segment_id = s.id
         WHERE n.name IN ('PINE', 'FIR') GROUP BY s.id, n.name ORDER BY name, metres`,
      ),
    ).toEqual([
      { name: 'FIR', metres: 11, points: 2, ranges: 0 },
      { name: 'FIR', metres: 111, points: 2, ranges: 1 },
      { name: 'PINE', metres: 222, points: 3, ranges: 1 },
    ]);
  });

  it('tells which streets meet where', async () => {
    expect(
      await rowsOf(
        database.current,
        `SELECT c.node, n.name, c.pre_direction, c.suffix, c.place,
           round(ST_X(p)::numeric, 5) AS lon, round(ST_Y(p)::numeric, 5) AS lat
         FROM street_node c JOIN street_name n ON n.id = c.name_id,
           ST_Transform(ST_SetSRID(ST_MakePoint(x_3857, y_3857), 3857), 4326) AS p
         WHERE node = ${node(-76.61, 39.291)} ORDER BY name`,
      ),
    ).toEqual([
      {
        node: node(-76.61, 39.291),
        name: 'MAIN',
        pre_direction: 'N',
        suffix: 'ST',
        place: 'SAINT MICHAELS',
        lon: -76.61,
        lat: 39.291,
      },
      {
        node: node(-76.61, 39.291),
        name: 'OAK',
        pre_direction: null,
        suffix: 'AVE',
        place: 'SAINT MICHAELS',
        lon: -76.61,
        lat: 39.291,
      },
    ]);
  });

  it('notes the box around all of it', async () => {
    expect(
      await rowsOf(
        database.current,
        `SELECT round(ST_XMin(box)::numeric, 5) AS west, round(ST_YMin(box)::numeric, 5) AS south,
           round(ST_XMax(box)::numeric, 5) AS east, round(ST_YMax(box)::numeric, 5) AS north
         FROM reference_source, ST_Transform(ST_MakeEnvelope(west, south, east, north, 3857), 4326) AS box`,
      ),
    ).toEqual([{ west: -76.65, south: 39.29, east: -76.61, north: 39.292 }]);
  });
});

describe('street-ranges by other headings', () => {
  const line = '"LINESTRING(-76.61 39.29, -76.61 39.291)"';
  const geoJson = '"{""type"":""LineString"",""coordinates"":[[-76.61,39.29],[-76.61,39.291]]}"';
  it.each([
    [
      'the sides after',
      `FULLNAME,FROMADDR_L,TOADDR_L,FROMADDR_R,TOADDR_R,the_geom\nN Main St,1,9,2,8,${line}`,
    ],
    ['short words', `StreetName,L_F_ADD,L_T_ADD,R_F_ADD,R_T_ADD,WKT\nN Main St,1,9,2,8,${line}`],
    ['in one word', `ST_NAME;LFROMADD;LTOADD;RFROMADD;RTOADD;geom\nN Main St;1;9;2;8;${line}`],
    [
      'in full',
      `Label,Left_From_Address,Left_To_Address,Right_From_Address,Right_To_Address,GeoJSON\nN Main St,1,9,2,8,${geoJson}`,
    ],
    ['with parts', `PREDIR,STNAME,STTYPE,L_ADD_FROM,L_ADD_TO,FROM_R,TO_R,Shape\nN,Main,St,1,9,2,8,${line}`],
  ])('%s', async (name, csv) => {
    const result = await load(textFile('headings.csv', `${csv}\n`), { name, state: 'MD' });
    expect(result).toMatchObject({ records: 1, segments: 1, ranges: 2, nodes: 2, leftOut: [] });
  });
});

describe('street-ranges from GeoJSON', () => {
  it('reads features of one collection, states and cities from their properties', async () => {
    const feature = (name: string, type: string, coordinates: unknown) => ({
      type: 'Feature',
      properties: {
        fullname: name,
        l_from: 2,
        l_to: 8,
        r_from: 1,
        r_to: 9,
        city: 'Balto',
        state: 'Maryland',
      },
      geometry: { type, coordinates },
    });
    const collection = {
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
      features: [
        feature('Quoted "}" Lane', 'LineString', [
          [-76.61, 39.29],
          [-76.61, 39.291],
        ]),
        feature('Oak Ave', 'Polygon', [[[-76.61, 39.29]]]),
        feature('Élan Ave', 'MultiLineString', [
          [
            [-76.61, 39.291, 7],
            [-76.612, 39.291, 7],
          ],
        ]),
      ],
    };
    const result = await load(textFile('streets.geojson', JSON.stringify(collection, null, 1)));
    expect(result).toMatchObject({ state: null, records: 2, skipped: 1, segments: 2, ranges: 4, nodes: 4 });
    expect(
      await rowsOf(
        database.current,
        `SELECT DISTINCT state, place FROM street_segment
         WHERE source_id = (SELECT id FROM reference_source WHERE name = 'streets')`,
      ),
    ).toEqual([{ state: 'MD', place: 'BALTIMORE' }]);
  });
});
