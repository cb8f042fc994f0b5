import { normaliseCity } from '../../../geocoding/normalise-address.ts';
import { readStreetName } from '../../../geocoding/parse/read-street-name.ts';
import { cellText, columnOf } from '../columns.ts';
import { LEFT_OUT } from '../findings.ts';
import { stateOf } from '../place.ts';
import type { StagedNode } from '../staging/staged-nodes.ts';
import { nodeStage } from '../staging/staged-nodes.ts';
import { pointReader } from './point-reader.ts';
import type { ReaderInput, RecordReader } from './reference-format.ts';
import { referenceFormat } from './reference-format.ts';

const NAME = ['name', 'intersection', 'streets', 'crossing', 'intersectionname', 'fullname'];
const PLACE = ['city', 'municipality', 'town', 'place'];
const STATE = ['state', 'region', 'statefp'];

/** Named intersections: `RUTH AV & TOWNSEND AV` and a point. */
export const intersections = referenceFormat({
  kind: 'intersections',
  accepts: (columns) => columnOf(columns, NAME) >= 0,
  refusal:
    'The file is not one of intersections: no row has a heading "name" (streets joined by &, like MAIN ST & 2ND ST). Rename the column, or load it as another --kind.',
  stateOfFile: () => null,
  createReader: intersectionReader,
  stage: nodeStage,
});

function intersectionReader({ columns, state, place }: ReaderInput): RecordReader<StagedNode> {
  const pointOf = pointReader(columns);
  const nameColumn = columnOf(columns, NAME);
  const placeColumn = columnOf(columns, PLACE);
  const stateColumn = columnOf(columns, STATE);
  return (record) => {
    const { cells } = record;
    const streets = streetTexts(cellText(cells, nameColumn) ?? '').flatMap((text) =>
      readStreetName(text).slice(0, 1),
    );
    if (streets.length === 0) return LEFT_OUT.noStreet;
    const inState = stateOf(cellText(cells, stateColumn)) ?? state;
    if (inState === null) return LEFT_OUT.noState;
    const point = pointOf(record);
    if (typeof point === 'string') return point;
    const inPlace = normaliseCity(cellText(cells, placeColumn)) ?? place;
    return streets.map((street) => ({ street, state: inState, place: inPlace, point }));
  };
}

/** Only the first of these that occurs joins streets: the others may be part of a name (`FOX AND HOUND LN`). */
const JOINTS = [/&/, /@/, /\s\/\s/, /\sand\s/i, /\//];

function streetTexts(name: string): readonly string[] {
  const joint = JOINTS.find((candidate) => candidate.test(name));
  return joint === undefined ? [name] : name.split(joint);
}
