import type { AddressPlacer } from '../../places/open-addresses.ts';
import { placeAll } from '../../places/place-all.ts';
import { UNPLACED } from '../../places/stored-place.ts';
import type { ParsedDealer } from './parsed-dealer.ts';
import type { StagedDealer } from './staged-dealers.ts';

/** Dealers recur in thousands of rows: of each, what the first row says is what the file says. */
export class DealersOfFile {
  readonly #placer: AddressPlacer;
  readonly #known = new Set<string>();

  constructor(placer: AddressPlacer) {
    this.#placer = placer;
  }

  /** Those that these rows name first in the file, placed. */
  async take(
    rows: readonly { readonly dealer: ParsedDealer | null; readonly sourceRow: number }[],
  ): Promise<readonly StagedDealer[]> {
    const found: { dealer: ParsedDealer; sourceRow: number }[] = [];
    for (const { dealer, sourceRow } of rows) {
      if (dealer === null || this.#known.has(dealer.key)) continue;
      this.#known.add(dealer.key);
      found.push({ dealer, sourceRow });
    }
    const places = await placeAll(
      this.#placer,
      found.map(({ dealer }) => dealer.address),
    );
    return found.map(({ dealer, sourceRow }, index) => ({
      dealerKey: dealer.key,
      sourceRow,
      listed: false,
      fields: {
        license_number: dealer.licenseNumber,
        license_type: dealer.licenseType,
        license_name: dealer.name,
        business_name: null,
        ...(places[index] ?? UNPLACED),
      },
    }));
  }
}
