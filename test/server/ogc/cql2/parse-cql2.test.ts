import { describe, expect, it } from 'vitest';
import { MOST_FILTER_CHARACTERS, parseCql2 } from '../../../../server/ogc/cql2/parse-cql2.ts';

const property = (name: string) => ({ is: 'property', name });
const text = (value: string) => ({ is: 'text', value });
const number = (value: number) => ({ is: 'number', value });
const compared = (name: string, operator: string, right: object) => ({
  is: 'compared',
  operator,
  left: property(name),
  right,
});

describe('CQL2 text', () => {
  it.each([
    ["caliber = '9'", compared('caliber', '=', text('9'))],
    ["caliber='it''s'", compared('caliber', '=', text("it's"))],
    ["caliber = 'it\\'s'", compared('caliber', '=', text("it's"))],
    ['"caliber" <> \'\'', compared('caliber', '<>', text(''))],
    ['"a ""b""" = 1', compared('a "b"', '=', number(1))],
    ['days >= -1.5e2', compared('days', '>=', number(-150))],
    ['days < +.5', compared('days', '<', number(0.5))],
    ['1 < days', { is: 'compared', operator: '<', left: number(1), right: property('days') }],
    ['multipleSale = true', compared('multipleSale', '=', { is: 'truth', value: true })],
    ["day > DATE('2024-02-29')", compared('day', '>', { is: 'date', value: '2024-02-29' })],
    [
      "day <= timestamp('2024-02-29T10:00:00.25Z')",
      compared('day', '<=', { is: 'timestamp', value: '2024-02-29T10:00:00.25Z' }),
    ],
    ['date = 1', compared('date', '=', number(1))],
    ['eo:cloud_cover.a = 1', compared('eo:cloud_cover.a', '=', number(1))],
    ['TRUE', { is: 'boolean', value: true }],
    ["name LIKE 'Smith%'", { is: 'like', value: property('name'), pattern: 'Smith%' }],
    ["name not like 'S_'", { is: 'not', part: { is: 'like', value: property('name'), pattern: 'S_' } }],
    ['a BETWEEN 1 AND 2', { is: 'between', value: property('a'), low: number(1), high: number(2) }],
    ["a IN ('x', 'y')", { is: 'in', value: property('a'), list: [text('x'), text('y')] }],
    [
      'category NOT IN (1,2,3,4)',
      {
        is: 'not',
        part: { is: 'in', value: property('category'), list: [number(1), number(2), number(3), number(4)] },
      },
    ],
    ['a IS NULL', { is: 'null', value: property('a') }],
    ['a is not null', { is: 'not', part: { is: 'null', value: property('a') } }],
    [
      'a = 1 OR b = 2 AND NOT c = 3',
      {
        is: 'or',
        parts: [
          compared('a', '=', number(1)),
          {
            is: 'and',
            parts: [compared('b', '=', number(2)), { is: 'not', part: compared('c', '=', number(3)) }],
          },
        ],
      },
    ],
    [
      '(a = 1 OR b = 2) AND c = 3',
      {
        is: 'and',
        parts: [
          { is: 'or', parts: [compared('a', '=', number(1)), compared('b', '=', number(2))] },
          compared('c', '=', number(3)),
        ],
      },
    ],
    [
      'S_INTERSECTS(geometry, POINT(-76.6 39.3))',
      {
        is: 'spatial',
        operator: 'S_INTERSECTS',
        left: property('geometry'),
        right: { is: 'geometry', geometry: { type: 'Point', coordinates: [-76.6, 39.3] } },
      },
    ],
    [
      'S_WITHIN(geometry, BBOX(-180,-90,180,90))',
      {
        is: 'spatial',
        operator: 'S_WITHIN',
        left: property('geometry'),
        right: {
          is: 'geometry',
          geometry: {
            type: 'Polygon',
            // Where Web Mercator ends.
            coordinates: [
              [
                [-180, -85.05],
                [180, -85.05],
                [180, 85.05],
                [-180, 85.05],
                [-180, -85.05],
              ],
            ],
          },
        },
      },
    ],
    [
      'S_DISJOINT(geometry, MULTIPOINT((1 2), 3 4))',
      {
        is: 'spatial',
        operator: 'S_DISJOINT',
        left: property('geometry'),
        right: {
          is: 'geometry',
          geometry: {
            type: 'MultiPoint',
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
        },
      },
    ],
  ])('reads %s', (filter, read) => {
    expect(parseCql2(filter)).toEqual(read);
  });

  // OGC 21-065r2: of the classes of requirements that hold here.
  it.each([
    "landsat:scene_id = 'LC82030282019133LGN00'",
    "eo_instruments LIKE 'OLI%'",
    'landsat_wrs_path IN (153, 154, 15X)'.replace('15X', '155'),
    "updated >= date('1970-01-01')",
    "floors>5 AND material='brick'",
    'floors>5 AND swimming_pool=true',
    "swimming_pool=true AND (floors>5 OR material LIKE 'brick%' OR material LIKE '%brick')",
    "(floors>5 AND material='brick') OR swimming_pool=true",
    'NOT (floors<5) OR swimming_pool=true',
    "(owner LIKE 'mike%' OR owner LIKE 'Mike%') AND floors<4",
    'depth BETWEEN 100.0 and 150.0',
    "cityName IN ('Toronto','Frankfurt','Tokyo','New York')",
    'geophys:SURVEY_NAME IS NOT NULL',
    "name NOT LIKE '%Smith_'",
    "event_time = TIMESTAMP('1969-07-20T20:17:40Z')",
    'S_CROSSES(road,POLYGON((43.7286 -79.2986, 43.7311 -79.2996, 43.7323 -79.2972, 43.7286 -79.2986)))',
    'S_INTERSECTS(geometry,POLYGON((-10.0 -10.0,10.0 -10.0,10.0 10.0,-10.0 -10.0)))',
    "eo_instruments LIKE 'OLI%' AND S_INTERSECTS(footprint,POLYGON((43.5845 -79.5442, 43.6079 -79.4893, 43.5677 -79.4632, 43.5845 -79.5442)))",
    'S_WITHIN(location,BBOX(-118,33.8,-117.9,34))',
    'S_INTERSECTS(geometry,GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4)))',
    'S_TOUCHES(geometry,MULTIPOLYGON(((-10 -10,10 -10,10 10,-10 -10)),((0 0,1 0,1 1,0 0))))',
    'S_EQUALS(geometry,MULTILINESTRING((1 2,3 4),(5 6,7 8)))',
  ])('reads what the standard writes: %s', (filter) => {
    expect(parseCql2(filter)).toBeTruthy();
  });

  it.each([
    ['', 'at character 1: expected the name of a property or a value, but the filter ends there'],
    ['caliber', 'at character 8: expected =, <>'],
    ["caliber = '9' caliber", 'at character 15: expected AND, OR or the end, but there stands caliber'],
    ["caliber = '9", 'cannot be read at character 11'],
    ['a = 1; DROP TABLE recovery', 'cannot be read at character 6'],
    ["a = sum('x')", 'There is no function SUM'],
    ["day = DATE('2024-02-30')", "DATE('2024-02-30') is none"],
    ["day = DATE('yesterday')", 'is none: write it like'],
    ['(a = 1', 'expected )'],
    ['a IN ()', 'expected the name of a property or a value'],
    ['a LIKE 5', "expected a text in '…' for LIKE"],
    ['a NOT = 5', 'expected =, <>'],
    ['a = 1e999', 'larger than any number'],
    ['S_INTERSECTS(geometry, POINT(1))', 'expected a number'],
    ['S_INTERSECTS(geometry, POINT(200 1))', '200 1 is no place in degrees'],
    ['S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0)))', 'needs 4 positions at least'],
    ['S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1)))', 'ends where it began'],
    ['S_INTERSECTS(geometry, BBOX(1,2,3))', 'BBOX takes west, south, east, north'],
    ['S_INTERSECTS(geometry, BBOX(3,2,1,4))', 'BBOX takes west, south, east, north'],
    [`a IN (${Array.from({ length: 501 }, () => 1).join()})`, 'at most 500 values'],
    [`${'('.repeat(60)}a = 1${')'.repeat(60)}`, 'more than 50 brackets'],
    [`${'NOT '.repeat(60)}a = 1`, 'more than 50 brackets'],
    [`a = '${'x'.repeat(MOST_FILTER_CHARACTERS)}'`, 'longer than'],
  ])('says why %s cannot be read', (filter, why) => {
    expect(() => parseCql2(filter)).toThrow(why);
  });
});
