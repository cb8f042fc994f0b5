import { describe, expect, it } from 'vitest';
import { refusalWords, waitWords } from '../../../web/words/sign-in-words.ts';

const refusal = (status: number, needsCode = false, waitSeconds: number | null = null) => ({
  status,
  title: 'Not now',
  message: 'The server rests.',
  signIn: { needsCode, waitSeconds },
});

it.each([
  [0, '1 second'],
  [40, '40 seconds'],
  [60, '1 minute'],
  [61, '2 minutes'],
  [840, '14 minutes'],
  [7200, '2 hours'],
  [7201, '3 hours'],
])('%i seconds are %s', (seconds, words) => {
  expect(waitWords(seconds)).toBe(words);
});

describe('a refused sign-in', () => {
  it('does not say which of email and password is wrong', () => {
    expect(refusalWords(refusal(401), false)).toContain('Email and password do not fit together');
  });

  it('says for how long the account is locked', () => {
    expect(refusalWords(refusal(429, false, 840), false)).toContain('in 14 minutes');
    expect(refusalWords(refusal(429), true)).toContain('in a while');
  });

  it('tells a wrong code from a wrong password', () => {
    expect(refusalWords(refusal(401, true), true)).toContain('This code does not fit');
  });

  it('else says what the server said', () => {
    expect(refusalWords(refusal(503), false)).toBe('Not now. The server rests.');
  });
});
