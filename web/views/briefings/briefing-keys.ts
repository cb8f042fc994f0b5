import { say } from '../../words/say.ts';

/** Keys of a briefing, as the list of keys names them. */
export const BRIEFING_KEYS: readonly (readonly [string, string])[] = [
  [say('← and →'), say('While a briefing is read: section before, next section')],
  ['p', say('Present the briefing that is read')],
  [say('→, ↓, Page Down or space'), say('Presented: next section')],
  [say('←, ↑ or Page Up'), say('Presented: section before')],
  [say('Home and End'), say('Presented: first and last section')],
  [say('Esc'), say('Presented: back to reading')],
];

/** The section a key leads to from another of so many; null where the key is not for it. */
export function sectionByKey(key: string, section: number, count: number): number | null {
  const to = sectionTo(key, section, count);
  return to === null ? null : Math.min(Math.max(1, to), Math.max(1, count));
}

function sectionTo(key: string, section: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
    case 'PageDown':
    case ' ':
      return section + 1;
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'PageUp':
      return section - 1;
    case 'Home':
      return 1;
    case 'End':
      return count;
    default:
      return null;
  }
}
