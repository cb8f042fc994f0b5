import { distanceKm } from '../../../domain/geography/great-circle.ts';
import { toMercator } from '../../../domain/geography/world-grid.ts';
import type { LeftOut } from './findings.ts';
import { LEFT_OUT } from './findings.ts';
import type { StoredPoint } from './place.ts';
import { faultOf, storedPoint } from './place.ts';
import type { Position, SourceGeometry } from './records/record-source.ts';

/** A street's line as the tables keep it. */
export interface StoredLine {
  readonly from: StoredPoint;
  readonly to: StoredPoint;
  /** On the ground. */
  readonly lengthMetres: number;
  /** Hexadecimal EWKB of a LineString in EPSG:3857. */
  readonly ewkb: string;
}

/**
 * The lines of a geometry, the longest first; parts that continue each other become one. A reason where there is none
 * or a coordinate cannot be.
 */
export function readLines(geometry: SourceGeometry | null): readonly StoredLine[] | LeftOut {
  if (geometry?.kind !== 'lines' || geometry.lines.length === 0) return LEFT_OUT.noLine;
  for (const line of geometry.lines) {
    for (const position of line) {
      const fault = faultOf(position);
      if (fault !== null) return fault;
    }
  }
  const lines = joined(geometry.lines)
    .map(withoutRepeats)
    .filter(({ length }) => length > 1)
    .map(storedLine)
    .sort((a, b) => b.lengthMetres - a.lengthMetres);
  return lines.length === 0 ? LEFT_OUT.noLength : lines;
}

const isSame = ([lon, lat]: Position, [otherLon, otherLat]: Position) => lon === otherLon && lat === otherLat;

function joined(lines: readonly (readonly Position[])[]): readonly (readonly Position[])[] {
  if (lines.length === 1) return lines;
  const chains: Position[][] = [];
  for (const line of lines) {
    const [first] = line;
    const end = chains.at(-1)?.at(-1);
    if (first !== undefined && end !== undefined && isSame(first, end)) chains.at(-1)?.push(...line.slice(1));
    else chains.push([...line]);
  }
  return chains;
}

function withoutRepeats(line: readonly Position[]): readonly Position[] {
  return line.filter((position, index) => {
    const before = line[index - 1];
    return before === undefined || !isSame(position, before);
  });
}

const lonLat = ([lon, lat]: Position) => ({ lon, lat });

const SRID_3857 = 3857;
const LINE_STRING_WITH_SRID = 0x20000002;

function storedLine(line: readonly Position[]): StoredLine {
  const bytes = Buffer.alloc(13 + line.length * 16);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32LE(LINE_STRING_WITH_SRID, 1);
  bytes.writeUInt32LE(SRID_3857, 5);
  bytes.writeUInt32LE(line.length, 9);
  let lengthKm = 0;
  let before: Position | undefined;
  line.forEach((position, index) => {
    const { x, y } = toMercator(...position);
    bytes.writeDoubleLE(x, 13 + index * 16);
    bytes.writeDoubleLE(y, 21 + index * 16);
    if (before !== undefined) lengthKm += distanceKm(lonLat(before), lonLat(position));
    before = position;
  });
  const [first] = line;
  if (first === undefined || before === undefined) throw new RangeError('A line has two points.');
  return {
    from: storedPoint(first),
    to: storedPoint(before),
    lengthMetres: lengthKm * 1000,
    ewkb: bytes.toString('hex'),
  };
}
