import type { Knex } from 'knex';
import { z } from 'zod';
import type { ChainedDealer } from '../../domain/dealers/dealer-chain.ts';
import type { Precision } from '../../domain/vocabulary.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import { normaliseZip } from '../geocoding/normalise-address.ts';
import { readStreetLine } from '../geocoding/parse/read-street-line.ts';
import { formatStreet } from '../geocoding/parse/street.ts';

const text = z.string().nullable();
const dealerRow = z.object({
  id: z.number(),
  name: z.string(),
  licenseNumber: text,
  city: text,
  state: text,
  key: z.string(),
  licensee: text,
  shop: text,
  street: text,
  zip: text,
  precision: z.enum(PRECISIONS),
  /** Text: the number has 64 bits. */
  tileCode: text,
  firstSale: text,
  lastSale: text,
});
type DealerRow = z.infer<typeof dealerRow>;

/** A dealer with what it is compared by, and what is told of it. */
export interface FoundDealer
  extends ChainedDealer,
    Pick<DealerRow, 'id' | 'name' | 'licenseNumber' | 'city' | 'state'> {}

/** The first and the last day of a sale in scope: by traces, reports of multiple sales, and periods with sales. */
const SALES = `SELECT min(sold_from)::text AS first_sale, max(sold_to)::text AS last_sale FROM (
    SELECT min(r.recovered_on - r.time_to_crime_days) AS sold_from, max(r.recovered_on - r.time_to_crime_days) AS sold_to
    FROM recovery r WHERE r.dealer_id = d.id
    UNION ALL SELECT min(m.sold_on), max(m.sold_on) FROM multiple_sale m WHERE m.dealer_id = d.id
    UNION ALL SELECT min(s.period_from), max(s.period_to) - 1 FROM dealer_sales s WHERE s.dealer_id = d.id AND s.guns_sold > 0
  ) sale`;

/** The dealers in scope that a query gives the ids of, in the order of these. */
export async function readChainedDealers(
  trx: Knex.Transaction,
  idsSql: string,
  bindings: Record<string, Knex.Value>,
): Promise<FoundDealer[]> {
  const rows = await selectRows(
    trx,
    dealerRow,
    `WITH found AS MATERIALIZED (${idsSql})
     SELECT d.id, coalesce(d.business_name, d.license_name) AS name, d.license_number AS "licenseNumber", d.city, d.state,
       d.dealer_key AS key, d.licensee_key AS licensee, d.shop_key AS shop, d.street, d.zip, d.precision,
       d.tile_code::text AS "tileCode", sales.first_sale AS "firstSale", sales.last_sale AS "lastSale"
     FROM found JOIN dealer d ON d.id = found.id CROSS JOIN LATERAL (${SALES}) sales
     ORDER BY d.id`,
    bindings,
  );
  return rows.map(foundDealer);
}

/** Placed so exactly, a dealer has a house of its own. */
const AT_A_HOUSE: readonly Precision[] = ['point', 'range'];

function foundDealer(row: DealerRow): FoundDealer {
  const { id, name, licenseNumber, city, state, licensee, shop, precision, tileCode } = row;
  return {
    id,
    name,
    licenseNumber,
    city,
    state,
    licensee,
    shop,
    district: /^\d-\d\d(?=-)/.exec(row.key)?.[0] ?? null,
    ...houseOf(row),
    point: AT_A_HOUSE.includes(precision) ? tileCode : null,
    active:
      row.firstSale === null || row.lastSale === null ? null : { from: row.firstSale, to: row.lastSale },
  };
}

/** The house of an address in one spelling, read as the geocoder reads it, and the suite in it. */
function houseOf({ street, zip }: Pick<DealerRow, 'street' | 'zip'>): Pick<FoundDealer, 'address' | 'unit'> {
  const line = readStreetLine(street ?? '');
  const area = normaliseZip(zip);
  if (line.kind !== 'address') return { address: null, unit: null };
  // `STE 4`, `UNIT 4` and `#4` are one.
  const unit = /[A-Z0-9]+$/.exec(line.unit ?? '')?.[0] ?? null;
  const [name] = line.streets;
  if (name === undefined || area === null) return { address: null, unit };
  return { address: `${line.number}${line.numberSuffix ?? ''} ${formatStreet(name)} ${area}`, unit };
}
