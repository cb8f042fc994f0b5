import type { NamedCorridorEnd } from '../../../domain/corridor.ts';
import { say } from '../../words/say.ts';

const MOST_NAMES = 3;

/** The places of one side in words: `Virginia, Georgia`, `Virginia, Georgia and 5 more`. */
export function endNames(ends: readonly NamedCorridorEnd[]): string {
  const names = ends.map(({ name }) => name);
  if (names.length <= MOST_NAMES) return names.join('; ');
  return say('{names} and {count} more', {
    names: names.slice(0, MOST_NAMES - 1).join('; '),
    count: names.length - MOST_NAMES + 1,
  });
}
