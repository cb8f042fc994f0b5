import type { Position, SourceGeometry } from './record-source.ts';

const WKT = /^\s*(?:SRID=\d+;)?\s*(POINT|LINESTRING|MULTILINESTRING)\s*[ZM]{0,2}\s*\((.*)\)\s*$/is;

/** A point, line or several lines in well-known text; null for anything else. Heights and measures are left out. */
export function readWellKnownText(text: string): SourceGeometry | null {
  const [, type, body] = WKT.exec(text) ?? [];
  if (type === undefined || body === undefined) return null;
  const parts = type.length > 'LINESTRING'.length ? body.split(/\)\s*,\s*\(/) : [body];
  const lines: Position[][] = [];
  for (const part of parts) {
    const line = readPositions(part.replaceAll(/[()]/g, ''));
    if (line === null) return null;
    lines.push(line);
  }
  const first = lines[0]?.[0];
  if (type.toUpperCase() !== 'POINT') return { kind: 'lines', lines };
  return first === undefined ? null : { kind: 'point', at: first };
}

function readPositions(text: string): Position[] | null {
  const positions: Position[] = [];
  for (const pair of text.split(',')) {
    const [x = '', y = ''] = pair.trim().split(/\s+/, 2);
    const position: Position = [Number(x), Number(y)];
    if (x === '' || y === '' || Number.isNaN(position[0]) || Number.isNaN(position[1])) return null;
    positions.push(position);
  }
  return positions;
}
