import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const HEADINGS = 'LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE';

const pointsOf = (name: string) =>
  rowsOf(
    database.current,
    `SELECT source_row AS row, n.name, a.suffix, number, number_suffix, unit, place, state, zip
     FROM address_point a JOIN street_name n ON n.id = a.name_id
     WHERE source_id = (SELECT id FROM reference_source WHERE name = '${name}') ORDER BY source_row`,
  );

describe('address-points', () => {
  it('reads OpenAddresses CSV', async () => {
    const csv = [
      HEADINGS,
      '-72.1,44.1,12,OAK ST,,St. Albans,,VT,5478',
      '-72.1,44.2,14B,OAK ST,Apt 2,,,VT,05478',
      '-72.1,44.3,16 1/2,OAK ST,,,,,',
      '-72.1,44.4,0,OAK ST,,,,VT,',
      '-72.1,44.4,,OAK ST,,,,VT,',
      '-72.1,44.4,12,,,,,VT,',
      ',,12,OAK ST,,,,VT,',
      '0,0,12,OAK ST,,,,VT,',
      '44.1,-72.1,12,OAK ST,,,,VT,',
      '',
    ].join('\n');
    const filePath = textFile('points.csv', csv);
    const result = await loadReference(database.current, {
      kind: 'address-points',
      filePath,
      state: 'NH',
      place: 'Lebanon',
    });
    expect(result).toMatchObject({ records: 3, skipped: 6, addressPoints: 3, segments: 0, nodes: 0 });
    expect(result.leftOut).toEqual([
      { reason: 'no house number', count: 2, firstRows: [5, 6] },
      { reason: 'no coordinates', count: 2, firstRows: [8, 9] },
      { reason: 'no street name', count: 1, firstRows: [7] },
      { reason: 'coordinates outside the United States (perhaps exchanged)', count: 1, firstRows: [10] },
    ]);
    const street = { name: 'OAK', suffix: 'ST' };
    expect(await pointsOf('points')).toEqual([
      {
        row: 2,
        ...street,
        number: 12,
        number_suffix: null,
        unit: null,
        place: 'SAINT ALBANS',
        state: 'VT',
        zip: '05478',
      },
      {
        row: 3,
        ...street,
        number: 14,
        number_suffix: 'B',
        unit: 'APT 2',
        place: 'LEBANON',
        state: 'VT',
        zip: '05478',
      },
      {
        row: 4,
        ...street,
        number: 16,
        number_suffix: '1/2',
        unit: null,
        place: 'LEBANON',
        state: 'NH',
        zip: null,
      },
    ]);
  });

  it('reads OpenAddresses GeoJSON, a feature a line, over many reads of the disk', async () => {
    const feature = (number: number) =>
      JSON.stringify({
        type: 'Feature',
        properties: {
          hash: 'a{[',
          number: String(number),
          street: 'Émile "Oak" St',
          unit: '',
          city: 'Derby',
          region: 'VT',
          postcode: '',
        },
        geometry: { type: 'Point', coordinates: [-72.1, 44.1] },
      });
    const lines = Array.from({ length: 6000 }, (_, index) => feature(index + 1));
    const filePath = textFile('points.geojson', `${lines.join('\n')}\n`);
    const result = await loadReference(database.current, { kind: 'address-points', filePath, name: 'lines' });
    expect(result).toMatchObject({ records: 6000, skipped: 0, addressPoints: 6000 });
    expect((await pointsOf('lines')).at(-1)).toMatchObject({ row: 6000, number: 6000, place: 'DERBY' });
  });
});
