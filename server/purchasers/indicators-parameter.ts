import { told } from '../../domain/languages/told.ts';
import type { PurchaserIndicator } from '../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATORS } from '../../domain/purchasers/indicators.ts';
import { FilterError } from '../../domain/trace-filter.ts';

/** The indicators that a query asks for by `has`. A FilterError that names what is none. */
export function indicatorsParameter(query: URLSearchParams): PurchaserIndicator[] {
  const names = query.getAll('has').flatMap((value) => value.split(','));
  return names.map((name) => {
    const found = PURCHASER_INDICATORS.find((indicator) => indicator === name);
    if (found !== undefined) return found;
    throw new FilterError(
      'has',
      told('has must be one or more of {indicators}, not "{name}".', {
        indicators: PURCHASER_INDICATORS.join(', '),
        name,
      }),
    );
  });
}
