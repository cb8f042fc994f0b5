import type { Knex } from 'knex';
import { z } from 'zod';
import { textArray } from '../../database/array-literal.ts';
import { selectRows } from '../../database/connection.ts';
import type { ProviderAnswer, ProviderId } from './provider.ts';
import { PROVIDERS } from './provider.ts';

/** An answer that is kept, and who gave it. */
export type KeptAnswer = ProviderAnswer & { readonly provider: ProviderId };

const provider = z.enum(PROVIDERS);
const answerRow = z.intersection(
  z.object({ address_key: z.string(), provider }),
  z.discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('found'),
      lon: z.number(),
      lat: z.number(),
      precision: z.enum(['point', 'range']),
      label: z.string(),
      score: z.number(),
    }),
    z.object({ outcome: z.literal('several') }),
    z.object({ outcome: z.literal('none') }),
  ]),
);

/** A place before none, a point before a range, then the better score; at last the provider, so that it is always the same. */
const BEST_ANSWERS = `SELECT DISTINCT ON (address_key) address_key, provider, outcome, lon, lat, precision, label, score
  FROM provider_answer WHERE address_key IN (SELECT unnest(?::text[]))
  ORDER BY address_key, array_position('{found,several,none}', outcome), array_position('{point,range}', precision),
    score DESC, provider`;

/**
 * The best answer kept for each of the addresses, by key; addresses that no provider was asked about are not in it. What
 * was answered once may be used also after the provider was forbidden: reading sends nothing.
 */
export async function readProviderAnswers(
  knex: Knex,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptAnswer>> {
  const rows = await selectRows(knex, answerRow, BEST_ANSWERS, [textArray(keys)]);
  return new Map(rows.map(({ address_key: key, ...answer }) => [key, answer]));
}

const keyRow = z.object({ address_key: z.string() });

/** Those of the keys of which this provider was asked; with `onlyKnown` those it knew a place or several of. */
export async function readAnsweredKeys(
  knex: Knex,
  provider: ProviderId,
  keys: readonly string[],
  { onlyKnown }: { readonly onlyKnown: boolean },
): Promise<ReadonlySet<string>> {
  const rows = await selectRows(
    knex,
    keyRow,
    `SELECT address_key FROM provider_answer
     WHERE provider = ? AND address_key IN (SELECT unnest(?::text[])) AND (outcome <> 'none' OR NOT ?::boolean)`,
    [provider, textArray(keys), onlyKnown],
  );
  return new Set(rows.map(({ address_key: key }) => key));
}

const existsRow = z.object({ exists: z.boolean() });

/** Whether any provider has ever found an address. */
export async function hasFoundAnswers(knex: Knex): Promise<boolean> {
  const [row] = await selectRows(
    knex,
    existsRow,
    `SELECT EXISTS (SELECT FROM provider_answer WHERE outcome = 'found') AS exists`,
  );
  return row?.exists ?? false;
}
