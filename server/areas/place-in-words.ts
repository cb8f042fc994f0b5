/** Codes and names of the areas a place lies in, as far as they are known. */
export interface AreasOfPlace {
  readonly zip: string | null;
  readonly countyName: string | null;
  readonly state: string | null;
  readonly stateName: string | null;
}

/** The areas of a place as a person would say them: `21215, Baltimore city, MD`. */
export function placeInWords({ zip, countyName, state, stateName }: AreasOfPlace): string {
  if (zip === null && countyName === null) return stateName ?? state ?? 'Place unknown';
  return [zip, countyName, state].filter((part) => part !== null).join(', ');
}
