import { describe, expect, it } from 'vitest';
import { IN_ENGLISH } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import { LONGEST_NOTICE, noticeFault, tidyNotice } from '../../domain/system-use-notice.ts';

describe('a notice', () => {
  it('is kept with line ends alike and nothing around it', () => {
    expect(tidyNotice('\r\n Restricted.\r\n\r\nBy use\ryou consent. \t\n')).toBe(
      'Restricted.\n\nBy use\nyou consent.',
    );
  });

  it.each([
    ['several lines', 'Restricted.\n\n\tUse is recorded.'],
    ['marks of other languages', 'Accès restreint – “sólo” personal autorizado, 限定'],
    ['what looks like markup, which is shown as it is', '<b>Restricted</b> & recorded'],
    ['the longest', 'a'.repeat(LONGEST_NOTICE)],
  ])('may have %s', (_what, text) => {
    expect(noticeFault(text)).toBeNull();
  });

  it.each([
    ['', /needs words/],
    ['… 123 —', /needs words/],
    [
      `${'a'.repeat(LONGEST_NOTICE)}b`,
      /^The notice is 1 character too long: 2,000 characters are the most\.$/,
    ],
    ['a'.repeat(LONGEST_NOTICE + 1234), /1,234 characters too long/],
    ['Restricted\u0007', /cannot be seen/],
    ['Restricted \u202egnihton\u202c', /cannot be seen/],
  ])('is not %j', (text, why) => {
    const fault = noticeFault(text);
    expect(fault && inWordsOf(IN_ENGLISH, fault)).toMatch(why);
  });
});
