import { describe, expect, it } from 'vitest';
import { homeWords, joinsTitle, saysWords, weightWords } from '../../../web/words/join-words.ts';

describe('the words of joins', () => {
  it('say how many pairs there are, and of what', () => {
    expect(joinsTitle('unsure', 0)).toBe('No pair of buyers waits for a decision');
    expect(joinsTitle('unsure', 1)).toBe('1 pair of buyers may be one person each');
    expect(joinsTitle('joined', 1204)).toBe('1,204 pairs of buyers taken for one person each');
    expect(joinsTitle('apart', 2)).toBe('2 pairs of buyers known to be two persons');
  });

  it('say a weight with its sign', () => {
    expect([4.13, -2, 0, -0.04].map(weightWords)).toEqual(['+4.1', '−2.0', '0.0', '0.0']);
  });

  it('say of a birth date that it is off by a digit, where names are much alike', () => {
    expect(saysWords({ part: 'birthDate', says: 'slip', weight: 1 })).toMatch(/digit/);
    expect(saysWords({ part: 'familyName', says: 'slip', weight: 1 })).toMatch(/much alike/);
  });

  it('say where somebody lived as far as it is known', () => {
    expect(homeWords({ state: 'MD', county: '24510', zip: '21201' })).toBe('ZIP 21201, MD');
    expect(homeWords({ state: 'MD', county: null, zip: null })).toBe('MD');
    expect(homeWords({ state: null, county: null, zip: null })).toBe('not known');
  });
});
