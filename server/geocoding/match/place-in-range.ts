import type { PlacePoint, StreetCoordinates, StreetSide } from './line-geometry.ts';
import { lineMetres, placeAlong } from './line-geometry.ts';

/** House numbers along one side of a line, as the reference has them. */
export interface NumberRange {
  readonly line: StreetCoordinates;
  readonly side: StreetSide;
  /** Number where the line begins. */
  readonly fromNumber: number;
  /** Number where it ends; lower than `fromNumber` where numbers fall along the line. */
  readonly toNumber: number;
}

/** Buildings do not stand in the crossing: nothing is placed nearer to the ends of a line than this. */
const INSET_METRES = 8;
/** From the middle of the street to the middle of a lot. */
const OFFSET_METRES = 21;
/**
 * No house is narrower than this. Ranges often promise a hundred numbers to a block that has room for twenty houses;
 * then only the lower numbers exist, and they fill the block.
 */
const NARROWEST_LOT_METRES = 5;

/** Where a number of the range stands: interpolated between the ends, beside the street on its side. */
export function placeInRange({ line, side, fromNumber, toNumber }: NumberRange, number: number): PlacePoint {
  const length = lineMetres(line);
  const share = shareOfLots(fromNumber, toNumber, number, length / NARROWEST_LOT_METRES);
  const inset = Math.min(INSET_METRES, length / 4);
  const along = inset + (fromNumber <= toNumber ? share : 1 - share) * (length - 2 * inset);
  return placeAlong(line, along, side, OFFSET_METRES);
}

/** The number that stands at a part of the line, 0 to 1: what {@link placeInRange} would place nearest to there. */
export function numberAt(range: NumberRange, share: number): number {
  const { line, fromNumber, toNumber } = range;
  const low = Math.min(fromNumber, toNumber);
  const high = Math.max(fromNumber, toNumber);
  const step = (high - low) % 2 === 0 ? 2 : 1;
  const lots = (high - low) / step + 1;
  const standing = Math.max(1, Math.min(lots, Math.round(lineMetres(line) / NARROWEST_LOT_METRES)));
  const fromLow = fromNumber <= toNumber ? share : 1 - share;
  const before = Math.min(standing - 1, Math.floor(fromLow * standing));
  return low + before * step;
}

/** How far along from the lowest number the middle of the number's lot lies, 0 to 1. */
function shareOfLots(fromNumber: number, toNumber: number, number: number, roomFor: number): number {
  const low = Math.min(fromNumber, toNumber);
  const high = Math.max(fromNumber, toNumber);
  const step = (high - low) % 2 === 0 ? 2 : 1;
  const before = (Math.min(high, Math.max(low, number)) - low) / step;
  const lots = (high - low) / step + 1;
  return (before + 0.5) / Math.min(lots, Math.max(roomFor, before + 1));
}
