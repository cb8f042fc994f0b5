import { say } from '../../words/say.ts';

/** What keys do in the review. Pure: which stroke is what act, and the words the page has for them. */

export type ReviewAct =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'choose'; readonly index: number; readonly alike: boolean }
  | { readonly kind: 'toggleAlike' | 'togglePin' | 'setPin' | 'unknown' | 'undo' }
  /** In pixels on screen, to the right and down. */
  | { readonly kind: 'movePin'; readonly right: number; readonly down: number }
  | { readonly kind: 'zoom'; readonly by: 1 | -1 }
  | { readonly kind: 'answerAlias'; readonly accept: boolean };

export interface KeyStroke {
  readonly key: string;
  /** The key by its place on the keyboard: with Shift a digit's `key` is another sign. */
  readonly code: string;
  readonly shiftKey: boolean;
  /** True while a key is held down: what settles an address must be pressed for each. */
  readonly repeat: boolean;
}

export interface KeyMode {
  readonly isPinning: boolean;
  /** A name is offered: y and n answer. */
  readonly isAsked: boolean;
  /** The focus is on something Enter is for already. */
  readonly isOnControl: boolean;
}

const PIN_STEP_PX = 10;
const BIG_PIN_STEP_PX = 50;
const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const ZOOMS: Readonly<Record<string, 1 | -1>> = { '+': 1, '=': 1, '-': -1 };
const LETTERS: Readonly<Record<string, ReviewAct>> = {
  a: { kind: 'toggleAlike' },
  p: { kind: 'togglePin' },
  u: { kind: 'unknown' },
  z: { kind: 'undo' },
};

/** What a key stroke asks for; null when it means nothing here. */
export function reviewAct(stroke: KeyStroke, mode: KeyMode): ReviewAct | null {
  return (
    (mode.isPinning ? pinAct(stroke, mode) : null) ??
    heldAct(stroke) ??
    (stroke.repeat ? null : pressedAct(stroke, mode))
  );
}

function pinAct({ key, shiftKey, repeat }: KeyStroke, { isOnControl }: KeyMode): ReviewAct | null {
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    const step = shiftKey ? BIG_PIN_STEP_PX : PIN_STEP_PX;
    return { kind: 'movePin', right: arrow[0] * step, down: arrow[1] * step };
  }
  if (key === 'Enter' && !isOnControl && !repeat) return { kind: 'setPin' };
  return key === 'Escape' ? { kind: 'togglePin' } : null;
}

/** What goes on while its key is held. */
function heldAct({ key }: KeyStroke): ReviewAct | null {
  const step = STEPS[key];
  if (step !== undefined) return { kind: 'step', by: step };
  const zoom = ZOOMS[key];
  return zoom === undefined ? null : { kind: 'zoom', by: zoom };
}

function pressedAct({ key, code, shiftKey }: KeyStroke, { isAsked }: KeyMode): ReviewAct | null {
  // On the number block a digit's key may be an arrow or End: there it counts only where it writes a digit.
  const digit = /^Digit([1-5])$/.exec(code)?.[1] ?? /^[1-5]$/.exec(key)?.[0];
  if (digit !== undefined) return { kind: 'choose', index: Number(digit) - 1, alike: shiftKey };
  if (isAsked && (key === 'y' || key === 'n')) return { kind: 'answerAlias', accept: key === 'y' };
  return LETTERS[key] ?? null;
}

/** The keys in words, for the list of keys. */
export const REVIEW_KEYS: readonly (readonly [key: string, meaning: string])[] = [
  [say('↓ or j, ↑ or k'), say('Next address, the one before')],
  [say('1 to 5'), say('Settle the address at this place')],
  [say('Shift and 1 to 5'), say('The same for all addresses like it')],
  ['a', say('The next choice is for all addresses like it, or not')],
  [
    'p',
    say('Put a pin on the map: arrow keys move it, with Shift in bigger steps; Enter settles, Esc leaves'),
  ],
  [say('+ and −'), say('Zoom the map')],
  ['u', say('Unknown: it cannot be known, and stays in its ZIP')],
  ['z', say('Undo the last decision')],
  [say('y and n'), say('Answer whether a name is to be read as another from now on')],
];
