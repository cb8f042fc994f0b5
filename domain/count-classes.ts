/** Classes that published counts are drawn by: by the largest count that is shown, so that their breaks tell nothing else. */
const CLASSES = 5;
const CLASS_NUMBERS = [1, 2, 3, 4, CLASSES];

/** The class of a count that is shown, from 1 on: of even width by the square root, so that states far below the first still differ. */
export const countClass = (count: number, most: number): number =>
  CLASS_NUMBERS.findLast((number) => count >= leastOf(number, most)) ?? 1;

/** In whole numbers: a root that is rounded would put a count at a break beside its class. */
const leastOf = (number: number, most: number): number => ((number - 1) ** 2 * most) / CLASSES ** 2;

/** The classes to explain, each with the least count that is drawn so; classes that no count can be in are left out. */
export function countClasses(
  most: number,
  threshold: number,
): readonly { readonly number: number; readonly first: number }[] {
  return CLASS_NUMBERS.map((number) => ({
    number,
    first: Math.max(threshold, Math.ceil(leastOf(number, most))),
  })).filter(({ first }, index, all) => first !== all[index + 1]?.first);
}
