import type { ReferenceKind } from '../reference-kind.ts';
import { addressPoints } from './address-points.ts';
import { intersections } from './intersections.ts';
import { population } from './population.ts';
import type { ReferenceFormat } from './reference-format.ts';
import { streetRanges } from './street-ranges.ts';
import { tigerAddrfeat } from './tiger-addrfeat.ts';

/** How each kind of file is read. */
export const REFERENCE_FORMATS: Readonly<Record<ReferenceKind, ReferenceFormat>> = {
  'street-ranges': streetRanges,
  'tiger-addrfeat': tigerAddrfeat,
  'address-points': addressPoints,
  intersections,
  population,
};
