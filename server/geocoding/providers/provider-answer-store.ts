import type { Knex } from 'knex';
import { plainArray, textArray } from '../../database/array-literal.ts';
import type { ProviderAnswer, ProviderId } from './provider.ts';

/** What a provider said of the address with a key. */
export interface KeyedAnswer {
  readonly key: string;
  readonly answer: ProviderAnswer;
}

/** Keeps answers, in place of older ones of the same provider. Every key may be there once. */
export async function saveAnswers(
  trx: Knex.Transaction,
  provider: ProviderId,
  answers: readonly KeyedAnswer[],
): Promise<void> {
  if (answers.length === 0) return;
  const found = answers.map(({ answer }) => (answer.outcome === 'found' ? answer : null));
  await trx.raw(
    `INSERT INTO provider_answer (provider, address_key, outcome, lon, lat, precision, label, score)
     SELECT ?, * FROM unnest(?::text[], ?::text[], ?::float8[], ?::float8[], ?::text[], ?::text[], ?::float8[])
     ON CONFLICT (provider, address_key) DO UPDATE SET outcome = excluded.outcome, lon = excluded.lon,
       lat = excluded.lat, precision = excluded.precision, label = excluded.label, score = excluded.score,
       asked_at = now()`,
    [
      provider,
      textArray(answers.map(({ key }) => key)),
      textArray(answers.map(({ answer }) => answer.outcome)),
      plainArray(found.map((answer) => answer?.lon ?? null)),
      plainArray(found.map((answer) => answer?.lat ?? null)),
      textArray(found.map((answer) => answer?.precision ?? null)),
      textArray(found.map((answer) => answer?.label ?? null)),
      plainArray(found.map((answer) => answer?.score ?? null)),
    ],
  );
}
