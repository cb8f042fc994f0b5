import type { Address } from '../geocoding/address.ts';
import type { AddressPlacer } from './open-addresses.ts';
import type { StoredPlace } from './stored-place.ts';
import { storedPlace, UNPLACED } from './stored-place.ts';

/** Places addresses, one for each in their order; where there is none, the place is {@link UNPLACED}. */
export async function placeAll(
  placer: AddressPlacer,
  addresses: readonly (Address | null)[],
): Promise<readonly StoredPlace[]> {
  const given = addresses.filter((address) => address !== null);
  const results = await placer.geocode(given);
  if (results.length !== given.length)
    throw new Error('The geocoder gave fewer results than it was asked for.');
  let next = 0;
  return addresses.map((address) => {
    const result = address === null ? undefined : results[next];
    if (address === null || result === undefined) return UNPLACED;
    next += 1;
    return storedPlace(address, result);
  });
}
