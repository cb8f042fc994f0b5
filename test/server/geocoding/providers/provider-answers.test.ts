import { beforeAll, describe, expect, it } from 'vitest';
import type {
  FoundAnswer,
  ProviderAnswer,
  ProviderId,
} from '../../../../server/geocoding/providers/provider.ts';
import { saveAnswers } from '../../../../server/geocoding/providers/provider-answer-store.ts';
import {
  readAnsweredKeys,
  readProviderAnswers,
} from '../../../../server/geocoding/providers/provider-answers-read-model.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';

const database = useTestDatabase();

const found = (precision: FoundAnswer['precision'], score: number): FoundAnswer => ({
  outcome: 'found',
  lon: -76.612345678901,
  lat: 39.3,
  precision,
  label: `1 "MAIN" ST, {A}, \\ ${precision} ${score}`,
  score,
});
const NONE: ProviderAnswer = { outcome: 'none' };
const SEVERAL: ProviderAnswer = { outcome: 'several' };

const save = (provider: ProviderId, answers: Readonly<Record<string, ProviderAnswer>>) =>
  database.current.knex.transaction((trx) =>
    saveAnswers(
      trx,
      provider,
      Object.entries(answers).map(([key, answer]) => ({ key, answer })),
    ),
  );
const read = (...keys: string[]) =>
  database.current.knex.transaction((trx) => readProviderAnswers(trx, keys));

beforeAll(async () => {
  await save('census', { a: found('range', 1), b: NONE, c: SEVERAL, d: NONE, e: found('range', 0.9) });
  await save('nominatim', { a: found('point', 0.8), b: SEVERAL, c: NONE, e: found('range', 0.9) });
  await save('pelias', { a: found('point', 0.9), b: found('range', 0.5), d: NONE });
});

describe('the best answer', () => {
  it.each<[string, string, ProviderId, ProviderAnswer]>([
    ['a point before a range, then the better score', 'a', 'pelias', found('point', 0.9)],
    ['a place before several', 'b', 'pelias', found('range', 0.5)],
    ['several before none', 'c', 'census', SEVERAL],
    ['none where all know none', 'd', 'census', NONE],
    ['the first provider of two that are equal', 'e', 'census', found('range', 0.9)],
  ])('is %s', async (_rule, key, provider, answer) => {
    expect(await read(key)).toEqual(new Map([[key, { provider, ...clean(answer) }]]));
  });

  it('is there for those addresses only that were asked about', async () => {
    expect([...(await read('b', 'never asked', 'd')).keys()].sort()).toEqual(['b', 'd']);
    expect(await read()).toEqual(new Map());
  });

  it('is the newest of its provider', async () => {
    await save('pelias', { f: NONE });
    await save('pelias', { f: found('point', 1) });
    await save('pelias', {});
    expect((await read('f')).get('f')).toMatchObject({ outcome: 'found', provider: 'pelias' });
    await save('pelias', { f: SEVERAL });
    expect((await read('f')).get('f')).toMatchObject({ outcome: 'several' });
  });
});

describe('what a provider was asked', () => {
  const keys = ['a', 'b', 'c', 'd', 'never asked'];
  it('is what it answered, whatever that was', async () => {
    expect(await readAnsweredKeys(database.current.knex, 'census', keys, { onlyKnown: false })).toEqual(
      new Set(['a', 'b', 'c', 'd']),
    );
  });
  it('can leave out what it did not know', async () => {
    expect(await readAnsweredKeys(database.current.knex, 'census', keys, { onlyKnown: true })).toEqual(
      new Set(['a', 'c']),
    );
  });
});

/** Answers without a place carry nulls where others have one; none of them matters here. */
const clean = (answer: ProviderAnswer) => (answer.outcome === 'found' ? answer : { outcome: answer.outcome });
