import type { Cql2Geometry, Position } from './cql2.ts';
import { boxGeometry, inReach } from './cql2.ts';
import { notUnderstood } from './cql2-tokens.ts';
import type { TokenReader } from './token-reader.ts';

/** More corners than an outline drawn by hand has. */
const MOST_POSITIONS = 2_000;

type Read = (tokens: TokenReader) => Cql2Geometry;

const READ: Readonly<Record<string, Read>> = {
  POINT: (tokens) => ({ type: 'Point', coordinates: inBrackets(tokens, readPosition) }),
  LINESTRING: (tokens) => ({ type: 'LineString', coordinates: readLine(tokens, 2) }),
  POLYGON: (tokens) => ({ type: 'Polygon', coordinates: readRings(tokens) }),
  MULTIPOINT: (tokens) => ({ type: 'MultiPoint', coordinates: listOf(tokens, readPointOfMany) }),
  MULTILINESTRING: (tokens) => ({
    type: 'MultiLineString',
    coordinates: listOf(tokens, (each) => readLine(each, 2)),
  }),
  MULTIPOLYGON: (tokens) => ({ type: 'MultiPolygon', coordinates: listOf(tokens, readRings) }),
  GEOMETRYCOLLECTION: (tokens) => ({
    type: 'GeometryCollection',
    geometries: listOf(tokens, (each) => {
      if (each.word() === 'GEOMETRYCOLLECTION') throw each.unexpected('a geometry that is no collection');
      return readGeometry(each) ?? fail(each);
    }),
  }),
  BBOX: readBox,
};

/** The geometry that begins here, as well-known text in degrees or as BBOX(…); null where none does. */
export function readGeometry(tokens: TokenReader): Cql2Geometry | null {
  const read = READ[tokens.functionName() ?? ''];
  if (read === undefined) return null;
  tokens.next();
  return read(tokens);
}

function fail(tokens: TokenReader): never {
  throw tokens.unexpected(`one of ${Object.keys(READ).join(', ')}`);
}

/** Four numbers, or six with heights between, which say nothing here. */
function readBox(tokens: TokenReader): Cql2Geometry {
  const numbers = listOf(tokens, (each) => each.takeNumber() ?? failNumber(each));
  const [west, south, east, north] = numbers.length === 6 ? [0, 1, 3, 4].map((at) => numbers[at]) : numbers;
  const isBox =
    (numbers.length === 4 || numbers.length === 6) &&
    west !== undefined &&
    south !== undefined &&
    east !== undefined &&
    north !== undefined &&
    west <= east &&
    south <= north;
  if (!isBox)
    throw notUnderstood('BBOX takes west, south, east, north in degrees, for example BBOX(-77,39,-76,40).');
  return boxGeometry(...checkedPosition(west, south), ...checkedPosition(east, north));
}

function failNumber(tokens: TokenReader): never {
  throw tokens.unexpected('a number');
}

function inBrackets<Inside>(tokens: TokenReader, read: (tokens: TokenReader) => Inside): Inside {
  tokens.expectSign('(');
  const inside = read(tokens);
  tokens.expectSign(')');
  return inside;
}

function listOf<Item>(tokens: TokenReader, read: (tokens: TokenReader) => Item): readonly Item[] {
  return inBrackets(tokens, () => {
    const items = [read(tokens)];
    while (tokens.takeSign(',')) {
      if (items.length === MOST_POSITIONS) {
        throw notUnderstood(`A geometry of a filter has at most ${MOST_POSITIONS} corners.`);
      }
      items.push(read(tokens));
    }
    return items;
  });
}

function readLine(tokens: TokenReader, least: number): readonly Position[] {
  const line = listOf(tokens, readPosition);
  if (line.length < least) throw notUnderstood(`A line of a filter needs ${least} positions at least.`);
  return line;
}

function readRings(tokens: TokenReader): readonly (readonly Position[])[] {
  return listOf(tokens, (each) => {
    const ring = readLine(each, 4);
    if (ring[0]?.join() !== ring.at(-1)?.join()) {
      throw notUnderstood('A ring of a polygon ends where it began: repeat its first position at its end.');
    }
    return ring;
  });
}

/** `(1 2)` or `1 2`: both are written. */
const readPointOfMany = (tokens: TokenReader): Position => {
  if (!tokens.takeSign('(')) return readPosition(tokens);
  const position = readPosition(tokens);
  tokens.expectSign(')');
  return position;
};

function readPosition(tokens: TokenReader): Position {
  const longitude = tokens.takeNumber() ?? failNumber(tokens);
  const latitude = tokens.takeNumber() ?? failNumber(tokens);
  // A height says nothing here.
  tokens.takeNumber();
  return checkedPosition(longitude, latitude);
}

function checkedPosition(longitude: number, latitude: number): Position {
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) {
    return inReach(longitude, latitude);
  }
  throw notUnderstood(
    `${longitude} ${latitude} is no place in degrees: the longitude comes first, from -180 to 180, then the latitude, from -90 to 90.`,
  );
}
