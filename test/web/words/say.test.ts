import { expect, it } from 'vitest';
import { say } from '../../../web/words/say.ts';

it('is English where nothing else is chosen', () => {
  expect(say('Save')).toBe('Save');
});
