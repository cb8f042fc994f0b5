import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../../server/reference/sources/load-reference.ts';
import { streetClass } from '../../../../server/reference/sources/street-class.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

describe('what a street is on a map', () => {
  it.each([
    ['INTERSTATE 95', null, null, 'highway'],
    ['INTERSTATE', 'AVE', null, null],
    ['CENTURY', 'FWY', null, 'highway'],
    ['US HIGHWAY 40', null, null, 'major'],
    ['PULASKI', 'HWY', null, 'major'],
    ['HARGROVE', 'ALY', null, 'service'],
    ['ALLEY CHASE EAGER', null, null, 'service'],
    ['RAMP', null, null, 'service'],
    ['ALLEY', 'ST', null, null],
    ['CHARLES', 'ST', null, null],
    ['LAFAYETTE LANVALE', null, 'STRALY', 'service'],
    ['CHARLES', 'ST', 'STRPRD', null],
    ['INTERSTATE 83', null, 'STRR', 'service'],
    ['MAIN', 'ST', 'S1200', 'major'],
    ['MAIN', 'ST', 'S1400', null],
    ['BELTWAY', null, 's1100', 'highway'],
    ['OAK', 'ST', 'Minor Arterial', 'major'],
    ['OAK', 'ST', 'Alleyway', 'service'],
    ['OAK', 'ST', 'Local', null],
  ])('%s %s, in a file that says %s: %s', (name, suffix, classText, expected) => {
    expect(streetClass({ name, suffix }, classText)).toBe(expected);
  });

  // A thousandth of a degree of latitude is 111 m.
  const row = (name: string, kind: string, lon: number, metres: number) =>
    `${name},1,9,2,8,${kind},"LINESTRING(${lon} 39.2, ${lon} ${39.2 + metres / 111_195})"`;

  it('is told by the length of the whole street where nothing else tells', async () => {
    const filePath = textFile(
      'town.csv',
      [
        'fullname,l_from,l_to,r_from,r_to,roadclass,wkt',
        row('N LONG ST', '', -76.1, 2500),
        row('S LONG ST', '', -76.1, 2500),
        row('LONG AVE', '', -76.2, 2500),
        row('OAK ST', '', -76.3, 2500),
        row('OAK ST', 'Alley', -76.3, 2500),
        '',
      ].join('\n'),
    );
    await loadReference(database.current, { kind: 'street-ranges', filePath, state: 'MD' });
    expect(
      await rowsOf(
        database.current,
        `SELECT concat_ws(' ', pre_direction, name, suffix) AS street, class
         FROM street_segment s JOIN street_name n ON n.id = s.name_id ORDER BY 1, 2`,
      ),
    ).toEqual([
      { street: 'LONG AVE', class: 'local' },
      { street: 'N LONG ST', class: 'major' },
      { street: 'OAK ST', class: 'local' },
      { street: 'OAK ST', class: 'service' },
      { street: 'S LONG ST', class: 'major' },
    ]);
  });
});
