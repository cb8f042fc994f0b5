import { describe, expect, it } from 'vitest';
import { tileCode, toWorld } from '../../../../domain/geography/world-grid.ts';
import { loadReference } from '../../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

describe('intersections', () => {
  it('makes a row of each street at each point, once', async () => {
    const csv = [
      'id,name,lon,lat',
      '1,RUTH AV & TOWNSEND AV & TOWNSEND AVE,-76.6053232,39.2276838',
      '2,FOX AND HOUND LN @ OAK ST,-76.6,39.2',
      '3,OAK ST and ELM ST,-76.61,39.21',
      '4,,-76.61,39.21',
      '5,OAK ST & ELM ST,,',
      '',
    ].join('\n');
    const filePath = textFile('crossings.csv', csv);
    const result = await loadReference(database.current, { kind: 'intersections', filePath, state: 'MD' });
    expect(result).toMatchObject({ records: 3, skipped: 2, nodes: 6, segments: 0, ranges: 0 });
    const first = tileCode(toWorld(-76.6053232, 39.2276838));
    const second = tileCode(toWorld(-76.6, 39.2));
    const third = tileCode(toWorld(-76.61, 39.21));
    expect(
      await rowsOf(
        database.current,
        'SELECT node, n.name, suffix, state FROM street_node c JOIN street_name n ON n.id = c.name_id ORDER BY name, node',
      ),
    ).toEqual(
      [
        { node: third, name: 'ELM', suffix: 'ST' },
        { node: second, name: 'FOX AND HOUND', suffix: 'LN' },
        ...[second, third].sort((a, b) => a - b).map((node) => ({ node, name: 'OAK', suffix: 'ST' })),
        { node: first, name: 'RUTH', suffix: 'AVE' },
        { node: first, name: 'TOWNSEND', suffix: 'AVE' },
      ].map((row) => ({ ...row, state: 'MD' })),
    );
  });
});
