import { describe, expect, it } from 'vitest';
import { ALL_RECORDS } from '../../../domain/access.ts';
import {
  actQuestion,
  consequenceWords,
  givesSentence,
  periodWords,
} from '../../../web/words/agreement-words.ts';

const agreement = {
  giving: { code: 'BPD', name: 'Baltimore Police' },
  receiving: { code: 'HCPD', name: 'Howard County Police' },
  sharing: ALL_RECORDS,
  startsOn: '2026-01-01',
};
const asked = { agreement, own: 'BPD', another: false, today: '2026-05-01' };

it('says who gives whom what', () => {
  expect(givesSentence('Baltimore Police', 'Howard County Police', ALL_RECORDS)).toBe(
    'Baltimore Police gives Howard County Police records of all kinds',
  );
});

it('says the last day, not the first one after it', () => {
  expect(periodWords('2026-01-01', '2027-03-01')).toBe('1 Jan 2026 to 28 Feb 2027');
  expect(periodWords('2026-01-01', null)).toBe('from 1 Jan 2026, without end');
});

it('names the other agency, or both where one is of neither', () => {
  expect(actQuestion(agreement, 'revoke', 'BPD')).toBe('Revoke the agreement with Howard County Police?');
  expect(actQuestion(agreement, 'accept', 'HCPD')).toBe('Accept the agreement with Baltimore Police?');
  expect(actQuestion(agreement, 'revoke', null)).toBe(
    'Revoke the agreement of Baltimore Police and Howard County Police?',
  );
});

describe('what follows', () => {
  it('from revoking is that nothing is seen any more, from either side', () => {
    expect(consequenceWords('revoke', asked)).toBe(
      'From the next request on, Howard County Police sees none of your records.',
    );
    expect(consequenceWords('revoke', { ...asked, own: 'HCPD' })).toBe(
      'From the next request on, you see none of Baltimore Police’s records.',
    );
  });

  it('from revoking one of two is not nothing', () => {
    expect(consequenceWords('revoke', { ...asked, another: true })).toContain(
      'only what the other agreement',
    );
  });

  it('from accepting begins when the agreement does', () => {
    const accepted = { ...asked, own: 'HCPD' };
    expect(consequenceWords('accept', accepted)).toBe(
      'From the next request on, you see records of all kinds of Baltimore Police.',
    );
    expect(consequenceWords('accept', { ...accepted, today: '2025-12-01' })).toContain('From 1 Jan 2026 on');
  });

  it('from declining is that nothing is shared', () => {
    expect(consequenceWords('decline', { ...asked, own: 'HCPD' })).toContain('Nothing is shared under it');
  });
});
