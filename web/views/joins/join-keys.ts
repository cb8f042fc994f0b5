import { say } from '../../words/say.ts';

/** What keys do in the list of pairs of buyers. Pure: which stroke is what act, and the words the page has for them. */

export type JoinAct =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'confirm' | 'apart' | 'undo' };

const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const LETTERS: Readonly<Record<string, JoinAct>> = {
  y: { kind: 'confirm' },
  n: { kind: 'apart' },
  u: { kind: 'undo' },
};

/** What a key stroke asks for; null when it means nothing here. What decides must be pressed for each. */
export function joinAct({ key, repeat }: Pick<KeyboardEvent, 'key' | 'repeat'>): JoinAct | null {
  const by = STEPS[key];
  if (by !== undefined) return { kind: 'step', by };
  return repeat ? null : (LETTERS[key] ?? null);
}

/** The keys in words, for the list of keys. */
export const JOIN_KEYS: readonly (readonly [key: string, meaning: string])[] = [
  [say('↓ or j, ↑ or k'), say('Next pair, the one before')],
  ['y', say('They are the same person')],
  ['n', say('They are not the same person')],
  ['u', say('Undo the last decision')],
];
