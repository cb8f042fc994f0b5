import { formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';

/**
 * First count of each class of the area colours. Fixed, so that the same colour means the same number at every zoom,
 * filter and in every picture.
 */
export const AREA_CLASS_FROM: readonly number[] = [1, 10, 100, 1000, 5000];

/** `10–99`, `5,000 and more` */
export function areaClassLabel(index: number): string {
  const from = AREA_CLASS_FROM[index] ?? 0;
  const next = AREA_CLASS_FROM[index + 1];
  return next === undefined
    ? say('{from} and more', { from: formatCount(from) })
    : `${formatCount(from)}–${formatCount(next - 1)}`;
}
