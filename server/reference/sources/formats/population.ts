import { cellText, columnOf } from '../columns.ts';
import { LEFT_OUT } from '../findings.ts';
import type { StagedPopulation } from '../staging/staged-population.ts';
import { populationStage } from '../staging/staged-population.ts';
import { pointReader } from './point-reader.ts';
import type { ReaderInput, RecordReader } from './reference-format.ts';
import { referenceFormat } from './reference-format.ts';

const INHABITANTS = ['population', 'inhabitants', 'pop', 'totpop', 'totalpopulation', 'p0010001', 'p1001n'];

/** Places with a point and the number of people who live there, as the Census Bureau's centers of population. */
export const population = referenceFormat({
  kind: 'population',
  accepts: (columns) => columnOf(columns, INHABITANTS) >= 0,
  refusal:
    'The file is not one of inhabitants: no row has a heading "population" (with longitude and latitude, as the Census Bureau\'s centers of population have them). Rename the column, or load it as another --kind.',
  stateOfFile: () => null,
  createReader: populationReader,
  stage: populationStage,
});

function populationReader({ columns }: ReaderInput): RecordReader<StagedPopulation> {
  const pointOf = pointReader(columns);
  const column = columnOf(columns, INHABITANTS);
  return (record) => {
    const text = cellText(record.cells, column);
    if (text === null || !/^\d{1,9}$/.test(text)) return LEFT_OUT.noInhabitants;
    const point = pointOf(record);
    if (typeof point === 'string') return point;
    const inhabitants = Number(text);
    return inhabitants === 0 ? [] : [{ inhabitants, point }];
  };
}
