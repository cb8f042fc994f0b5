import { gridDisk, latLngToCell } from 'h3-js';
import { expect, it } from 'vitest';
import { cellsAround, partAround, studyAreaOf } from '../../../server/hotspots/study-area.ts';

const RINGS = 2;
const MIDDLE = latLngToCell(39.29, -76.61, 7);
/** Three cells beside each other and one far away. */
const OCCUPIED = [...gridDisk(MIDDLE, 1).slice(0, 3), latLngToCell(41.88, -87.63, 7)];
const around = (cells: readonly string[]) => studyAreaOf(cellsAround(cells, RINGS), 7, RINGS);

it.each([
  ['one cell', OCCUPIED.slice(1, 2)],
  ['two that share neighbours', OCCUPIED.slice(0, 2)],
  ['two far from each other', OCCUPIED.slice(2)],
  ['all', OCCUPIED],
  ['none', []],
])('cuts out of the whole area what is made around %s', (_, occupied) => {
  expect(partAround(around(OCCUPIED), occupied)).toEqual(around(occupied));
});

it('counts 19 cells within two rings of one', () => {
  expect(partAround(around(OCCUPIED), OCCUPIED.slice(0, 1)).cells).toHaveLength(19);
});

it('says which cell is not of the area', () => {
  expect(() => partAround(around(OCCUPIED.slice(0, 1)), OCCUPIED.slice(3))).toThrow(OCCUPIED[3]);
});
