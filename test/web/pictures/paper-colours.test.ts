import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAPER } from '../../../web/pictures/paper-colours.ts';

const tokens = readFileSync(new URL('../../../web/styles/tokens.css', import.meta.url), 'utf8');

it.each([
  ['surface', PAPER.surface],
  ['line', PAPER.line],
  ['line-strong', PAPER.lineStrong],
  ['ink', PAPER.ink],
  ['ink-2', PAPER.ink2],
])('%s of paper is that of the light page', (name, colour) => {
  // The light theme stands first.
  expect(tokens.match(new RegExp(`--${name}: (#[0-9a-f]{6});`))?.[1]).toBe(colour);
});
