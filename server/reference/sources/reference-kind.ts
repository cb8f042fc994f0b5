/** The kinds of files streets and addresses are loaded from, as `tracemap reference load --kind` has them. */
export const REFERENCE_KINDS = [
  'street-ranges',
  'tiger-addrfeat',
  'address-points',
  'intersections',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];
