import { describe, expect, it } from 'vitest';
import { StreetNames } from '../../../../server/geocoding/match/street-names.ts';

const KEYS = [
  'MAIN',
  'GREENMOUNT',
  'FREDERICK',
  'CATHERINE',
  '33RD',
  '32ND',
  '20TH',
  'GAY',
  'MONROE',
  'MOORE',
];
const names = new StreetNames(KEYS.map((key, id) => ({ id, key })));
const nameOf = (id: number) => KEYS[id];

describe('StreetNames', () => {
  it('knows a name just as it is written', () => {
    expect(names.exact('GREENMOUNT')).toBe(1);
    expect(names.exact('GREENMONT')).toBeUndefined();
    expect(names.size).toBe(KEYS.length);
  });

  it.each([
    ['a letter left out', 'GREENMONT', ['GREENMOUNT 1']],
    ['a letter put in', 'FREDERRICK', ['FREDERICK 1']],
    ['a letter exchanged with its neighbour', 'FERDERICK', ['FREDERICK 1']],
    ['two letters wrong in a long name', 'FREDRIK', ['FREDERICK 2']],
    ['two wrong of which one is the first', 'TREDRICK', []],
    ['a name of three letters', 'GA', ['GAY 1']],
    ['both of two names at one edit', 'MONORE', ['MONROE 1', 'MOORE 1']],
    ['a name that sounds like it', 'KATHARINE', ['CATHERINE 2']],
    ['nothing like it', 'XYLOPHONE', []],
    ['a well-written number, which is believed', '31ST', []],
    ['a number with a letter in it', '2WTH', ['20TH 1']],
  ])('corrects %s: %s', (_what, key, expected) => {
    expect(names.alike(key).map(({ id, edits }) => `${nameOf(id)} ${edits}`)).toEqual(expected);
  });

  it('gives the same for the same misspelling', () => {
    expect(names.alike('GREENMONT')).toBe(names.alike('GREENMONT'));
  });
});
