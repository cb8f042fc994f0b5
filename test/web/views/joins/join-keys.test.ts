import { describe, expect, it } from 'vitest';
import { joinAct } from '../../../../web/views/joins/join-keys.ts';

const press = (key: string, repeat = false) => joinAct({ key, repeat });

describe('joinAct', () => {
  it.each([
    ['y', { kind: 'confirm' }],
    ['n', { kind: 'apart' }],
    ['u', { kind: 'undo' }],
    ['j', { kind: 'step', by: 1 }],
    ['ArrowUp', { kind: 'step', by: -1 }],
    ['x', null],
  ])('takes %s for %o', (key, act) => {
    expect(press(key)).toEqual(act);
  });

  it('decides once however long a key is held, and goes on stepping', () => {
    expect(press('y', true)).toBeNull();
    expect(press('u', true)).toBeNull();
    expect(press('k', true)).toEqual({ kind: 'step', by: -1 });
  });
});
