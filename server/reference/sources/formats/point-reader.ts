import { cellText, columnOf } from '../columns.ts';
import type { LeftOut } from '../findings.ts';
import { LEFT_OUT } from '../findings.ts';
import type { StoredPoint } from '../place.ts';
import { faultOf, storedPoint } from '../place.ts';
import type { Position, SourceRecord } from '../records/record-source.ts';

const LON = ['lon', 'long', 'lng', 'longitude', 'x', 'xcoord', 'pointx'];
const LAT = ['lat', 'latitude', 'y', 'ycoord', 'pointy'];

/** Reads a record's point: its geometry, else its columns of longitude and latitude. */
export function pointReader(columns: readonly string[]): (record: SourceRecord) => StoredPoint | LeftOut {
  const lon = columnOf(columns, LON);
  const lat = columnOf(columns, LAT);
  return ({ cells, geometry }) => {
    const at = geometry?.kind === 'point' ? geometry.at : cellsAt(cells, lon, lat);
    if (at === null) return LEFT_OUT.noPoint;
    return faultOf(at) ?? storedPoint(at);
  };
}

function cellsAt(cells: readonly string[], lon: number, lat: number): Position | null {
  const x = Number(cellText(cells, lon) ?? Number.NaN);
  const y = Number(cellText(cells, lat) ?? Number.NaN);
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}
