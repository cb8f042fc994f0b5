import { describe, expect, it } from 'vitest';
import type { KeyMode, KeyStroke } from '../../../../web/views/review/review-keys.ts';
import { reviewAct } from '../../../../web/views/review/review-keys.ts';

const LOOKING: KeyMode = { isPinning: false, isAsked: false, isOnControl: false };
const PINNING: KeyMode = { ...LOOKING, isPinning: true };

const stroke = (key: string, more: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: /^\d$/.test(key) ? `Digit${key}` : '',
  shiftKey: false,
  repeat: false,
  ...more,
});

describe('keys', () => {
  it.each([
    ['1', { kind: 'choose', index: 0, alike: false }],
    ['5', { kind: 'choose', index: 4, alike: false }],
    ['j', { kind: 'step', by: 1 }],
    ['ArrowDown', { kind: 'step', by: 1 }],
    ['k', { kind: 'step', by: -1 }],
    ['ArrowUp', { kind: 'step', by: -1 }],
    ['a', { kind: 'toggleAlike' }],
    ['p', { kind: 'togglePin' }],
    ['u', { kind: 'unknown' }],
    ['z', { kind: 'undo' }],
    ['+', { kind: 'zoom', by: 1 }],
    ['-', { kind: 'zoom', by: -1 }],
  ] as const)('%s', (key, act) => expect(reviewAct(stroke(key), LOOKING)).toEqual(act));

  it.each(['6', '0', 'y', 'n', 'Enter', 'Escape', 'ArrowLeft', 'x'])('%s means nothing', (key) =>
    expect(reviewAct(stroke(key), LOOKING)).toBeNull(),
  );

  it('know a digit with Shift by its place on the keyboard', () =>
    expect(reviewAct(stroke('@', { code: 'Digit2', shiftKey: true }), LOOKING)).toEqual({
      kind: 'choose',
      index: 1,
      alike: true,
    }));

  it('take digits of the number block, but not its arrows and End', () => {
    const second = { kind: 'choose', index: 1, alike: false };
    expect(reviewAct(stroke('2', { code: 'Numpad2' }), LOOKING)).toEqual(second);
    expect(reviewAct(stroke('End', { code: 'Numpad1' }), LOOKING)).toBeNull();
    expect(reviewAct(stroke('ArrowLeft', { code: 'Numpad4' }), LOOKING)).toBeNull();
  });

  it.each(['1', 'u', 'z', 'p', 'a'])('settle nothing more while %s is held', (key) =>
    expect(reviewAct(stroke(key, { repeat: true }), LOOKING)).toBeNull(),
  );

  it('answer about a name only where one is asked about', () => {
    const asked = { ...LOOKING, isAsked: true };
    expect(reviewAct(stroke('y'), asked)).toEqual({ kind: 'answerAlias', accept: true });
    expect(reviewAct(stroke('n'), asked)).toEqual({ kind: 'answerAlias', accept: false });
  });
});

describe('keys while a pin is put', () => {
  it.each([
    ['ArrowRight', false, 10, 0],
    ['ArrowUp', false, 0, -10],
    ['ArrowDown', true, 0, 50],
    ['ArrowLeft', true, -50, 0],
  ] as const)('%s moves it', (key, shiftKey, right, down) =>
    expect(reviewAct(stroke(key, { shiftKey, repeat: true }), PINNING)).toEqual({
      kind: 'movePin',
      right,
      down,
    }),
  );

  it('Enter settles, unless a button has the focus or it is held', () => {
    expect(reviewAct(stroke('Enter'), PINNING)).toEqual({ kind: 'setPin' });
    expect(reviewAct(stroke('Enter'), { ...PINNING, isOnControl: true })).toBeNull();
    expect(reviewAct(stroke('Enter', { repeat: true }), PINNING)).toBeNull();
  });

  it('Escape leaves, and j goes on to the next address', () => {
    expect(reviewAct(stroke('Escape'), PINNING)).toEqual({ kind: 'togglePin' });
    expect(reviewAct(stroke('j'), PINNING)).toEqual({ kind: 'step', by: 1 });
  });
});
