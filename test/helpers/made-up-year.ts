import type { Random } from '../../bench/random.ts';
import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import { crossTable } from '../../domain/disclosure/additive-table.ts';
import { USUAL_THRESHOLD } from '../../domain/disclosure/marks.ts';
import { publicationDimensions } from '../../domain/publication.ts';
import type { PublicationPlan } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../domain/snapshots.ts';

const named = (...codes: string[]) => codes.map((code) => ({ code, name: code }));
/** Two areas and the rest, three states and the rest. */
export const MADE_UP_PLAN: PublicationPlan = {
  threshold: USUAL_THRESHOLD,
  areas: named('north', 'south', 'other'),
  sources: named('GA', 'MD', 'VA', 'other', 'unknown'),
};
const DIMENSIONS = publicationDimensions(MADE_UP_PLAN);

/** Guns of a made-up year, few enough that much is small. */
export function madeUpYear(random: Random): AdditiveTable {
  const [, categories] = DIMENSIONS;
  const ways = CATEGORY_WAYS.map((way) =>
    categories.codes.flatMap((code, node) => (code.startsWith(`${way}:`) ? [node] : [])),
  );
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(items.length * random.next() ** 2)];
    if (item === undefined) throw new Error('Nothing to pick.');
    return item;
  };
  const guns = 20 + random.below(300);
  const leaves = Array.from({ length: guns }, () => {
    const area = pick([0, 1, 2]);
    return ways.map((nodes) => ({ nodes: [area, pick(nodes)], count: 1 }));
  });
  return crossTable(DIMENSIONS, leaves.flat());
}
