/** The kinds of files that are loaded beside the bundled areas, as `tracemap reference load --kind` has them. */
export const REFERENCE_KINDS = [
  'street-ranges',
  'tiger-addrfeat',
  'address-points',
  'intersections',
  'population',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** True for kinds that records are placed by: when one comes or goes, records are to be placed again. */
export const placesRecords = (kind: ReferenceKind): boolean => kind !== 'population';
