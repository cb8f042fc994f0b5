import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../domain/exports/export-layers.ts';
import { EXPORT_FORMAT_WORDS, fileSize } from '../../../web/words/export-words.ts';

it.each([
  [1, '1 KB'],
  [412_300, '413 KB'],
  [3_140_000, '3.1 MB'],
  [812_000_000, '812.0 MB'],
])('a file of %i bytes is told as %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});

describe('what opens a format', () => {
  it.each(EXPORT_FORMATS)('is said of %s in a line', (format) => {
    const { label, opens } = EXPORT_FORMAT_WORDS[format];
    expect(label).not.toBe('');
    expect(opens).toMatch(/\.$/);
    expect(opens.length).toBeLessThan(90);
  });
});
