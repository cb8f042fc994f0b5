/** Keys of a briefing, as the list of keys names them. */
export const BRIEFING_KEYS: readonly (readonly [string, string])[] = [
  ['← and →', 'While a briefing is read: section before, next section'],
  ['p', 'Present the briefing that is read'],
  ['→, ↓, Page Down or space', 'Presented: next section'],
  ['←, ↑ or Page Up', 'Presented: section before'],
  ['Home and End', 'Presented: first and last section'],
  ['Esc', 'Presented: back to reading'],
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
