import type { Precision } from '../../domain/vocabulary.ts';
import type { GeocodeResult } from './address.ts';

/**
 * NAACCR's GIS coordinate quality codes (Standards for Cancer Registries, item 366), which geocoded data of public
 * agencies are compared by.
 */
const NAACCR_CODE: Readonly<Record<Precision, string>> = {
  point: '00', // an address point a local government keeps
  range: '03', // interpolated in the range of a street
  intersection: '04',
  block: '05', // the middle of a street segment
  street: '05',
  zip: '09', // five-digit ZIP centroid
  city: '11',
  county: '12',
  state: '98', // assigned, but of a quality the list does not know
  none: '99',
};
/** Points as a file or a provider gave them: nobody says how they were found. */
const GIVEN_POINT = '98';
const BOX_ZIP = '10'; // five-digit ZIP of a post box or rural route

/** The NAACCR code of a result. */
export function naaccrCode({ precision, matchType, isBox }: GeocodeResult): string {
  if (isBox && precision === 'zip') return BOX_ZIP;
  const isGiven = precision === 'point' && !matchType.startsWith('address_point');
  return isGiven ? GIVEN_POINT : NAACCR_CODE[precision];
}

/** As the Census Bureau's geocoder says it: found, several found, or none; and whether word for word. */
export function censusVerdict({ precision, matchType, reviewReason }: GeocodeResult): {
  readonly match: 'Match' | 'Tie' | 'No_Match';
  readonly exactness: 'Exact' | 'Non_Exact' | null;
} {
  if (reviewReason === 'several_candidates' || reviewReason === 'direction_missing') {
    return { match: 'Tie', exactness: null };
  }
  const isAddress = precision === 'point' || precision === 'range' || precision === 'intersection';
  if (!isAddress) return { match: 'No_Match', exactness: null };
  return { match: 'Match', exactness: matchType.includes('+') ? 'Non_Exact' : 'Exact' };
}
