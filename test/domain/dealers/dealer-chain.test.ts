import { describe, expect, it } from 'vitest';
import type { ChainedDealer } from '../../../domain/dealers/dealer-chain.ts';
import { isNamedAlike, movesOf, samePremises } from '../../../domain/dealers/dealer-chain.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { IN_SPANISH } from '../../helpers/in-spanish.ts';

const dealer = (of: Partial<ChainedDealer> = {}): ChainedDealer => ({
  licensee: 'OAK ARMS',
  shop: null,
  district: '8-52',
  address: '12 MAIN ST 21201',
  unit: null,
  point: null,
  active: { from: '2015-03-01', to: '2018-06-30' },
  ...of,
});

describe('two licences are at the same premises', () => {
  it.each<[string, Partial<ChainedDealer>, string | null]>([
    ['of one name', {}, 'The same address, the same name'],
    ['of a name almost the same', { licensee: 'OAK ARM' }, 'The same address, a similar name'],
    ['of another name', { licensee: 'RIVER GUNS' }, 'The same address, another name'],
    [
      'by the name of the shop',
      { licensee: 'SMITH JOHN', shop: 'OAK ARMS' },
      'The same address, the same name',
    ],
    ['where one tells a suite', { unit: '4' }, 'The same address, the same name'],
    ['not of another name where one tells a suite', { licensee: 'RIVER GUNS', unit: '4' }, null],
    ['not in another house', { address: '14 MAIN ST 21201' }, null],
    ['not where no house is known', { address: null }, null],
  ])('%s', (_what, of, reason) => {
    expect(samePremises(dealer(), dealer(of), IN_ENGLISH)).toBe(reason);
    expect(samePremises(dealer(of), dealer(), IN_ENGLISH)).toBe(reason);
  });

  it('in two suites where they have one name, and at one point of the map', () => {
    const [one, other] = [dealer({ unit: '4' }), dealer({ unit: '6' })];
    expect(samePremises(one, other, IN_ENGLISH)).toBe('The same address, another suite, the same name');
    const placed = (address: string | null) => dealer({ address, point: '77' });
    expect(samePremises(placed('12 MAIN ST 21201'), placed(null), IN_ENGLISH)).toBe(
      'The same point, the same name',
    );
    expect(samePremises(placed(null), dealer({ address: null, point: '78' }), IN_ENGLISH)).toBeNull();
  });
});

it('has one name where licensee and shop are the same, as far as both tell them', () => {
  const named = (licensee: string, shop: string | null) => dealer({ licensee, shop });
  expect(isNamedAlike(named('SMITH JOHN', 'OAK ARMS'), named('SMITH JOHN', 'OAK ARMS'))).toBe(true);
  expect(isNamedAlike(named('SMITH JOHN', 'OAK ARMS'), named('ROE MARY', 'OAK ARMS'))).toBe(false);
  expect(isNamedAlike(named('SMITH JOHN', 'OAK ARMS'), named('OAK ARMS', null))).toBe(true);
  expect(isNamedAlike(named('SMITH JOHN', null), named('SMITH JOHN', 'OAK ARMS'))).toBe(true);
  expect(isNamedAlike(named('SMITH JOHN', null), named('ROE MARY', null))).toBe(false);
});

describe('a dealer may have moved', () => {
  const asked = dealer();
  const elsewhere = (of: Partial<ChainedDealer> = {}) =>
    dealer({
      district: '1-54',
      address: '9 ELM ST 23220',
      active: { from: '2018-08-15', to: '2022-01-01' },
      ...of,
    });
  const told = (others: readonly ChainedDealer[]) =>
    movesOf(asked, others, IN_ENGLISH).map(({ way, reason }) => [way, reason]);

  it('to another district, where sales begin after its own end', () => {
    expect(told([elsewhere()])).toEqual([
      [
        'to',
        'The same name in district 1-54 instead of 8-52. Last known sale here in Jun 2018, the first there in Aug 2018',
      ],
    ]);
  });

  it('in the words of whoever reads it', () => {
    const [earlier] = movesOf(
      asked,
      [elsewhere({ active: { from: '2010-01-01', to: '2014-12-31' } })],
      IN_SPANISH,
    );
    expect(earlier?.reason).toBe(
      'El mismo nombre en el distrito 1-54 en vez de 8-52. Última venta conocida allí: dic 2014; la primera aquí: mar 2015',
    );
    expect(samePremises(dealer(), dealer({ licensee: 'OAK ARM' }), IN_SPANISH)).toBe(
      'La misma dirección, un nombre parecido',
    );
  });

  it('from another district, where sales end before its own begin', () => {
    expect(told([elsewhere({ active: { from: '2010-01-01', to: '2014-12-31' } })])).toEqual([
      [
        'from',
        'The same name in district 1-54 instead of 8-52. Last known sale there in Dec 2014, the first here in Mar 2015',
      ],
    ]);
  });

  it.each<[string, Partial<ChainedDealer>]>([
    ['sold at the same time', { active: { from: '2018-06-30', to: '2022-01-01' } }],
    ['has no known sale', { active: null }],
    ['is of the same district', { district: '8-52' }],
    ['has no licence number', { district: null }],
    ['has another name', { licensee: 'OAK GUNS' }],
    ['is at the same premises', { address: '12 MAIN ST 21201' }],
  ])('not to one that %s', (_what, of) => {
    expect(told([elsewhere(of)])).toEqual([]);
  });

  it('not where another of the name sold at the same time: they are several shops', () => {
    const shop = elsewhere({ address: '3 OAK ST 27601', active: { from: '2016-01-01', to: '2017-01-01' } });
    expect(told([elsewhere(), shop])).toEqual([]);
    expect(told([elsewhere(), { ...shop, licensee: 'RIVER GUNS' }])).toHaveLength(1);
  });
});
