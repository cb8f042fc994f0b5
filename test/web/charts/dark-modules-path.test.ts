import { expect, it } from 'vitest';
import { darkModulesPath } from '../../../web/charts/dark-modules-path.ts';

it('draws neighbours of a row as one box', () => {
  expect(
    darkModulesPath([
      [true, true, false, true],
      [false, false, false, false],
      [false, true, true, true],
    ]),
  ).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z');
});
