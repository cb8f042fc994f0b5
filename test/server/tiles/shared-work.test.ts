import { describe, expect, it } from 'vitest';
import { SharedWork } from '../../../server/tiles/shared-work.ts';

/** Work that ends when it is told to, and remembers what was asked of it. */
function controlledWork() {
  const begun: AbortSignal[] = [];
  const ends: { resolve: (result: string) => void; reject: (error: Error) => void }[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      begun.push(signal);
      ends.push({ resolve, reject });
      signal.addEventListener('abort', () => reject(new Error('cancelled')));
    });
  return { begun, ends, work };
}

describe('shared work', () => {
  it('is done once for all who wait for it, and again for who asks later', async () => {
    const shared = new SharedWork<string>();
    const { begun, ends, work } = controlledWork();
    const never = new AbortController().signal;
    const waiting = ['tile', 'tile', 'other'].map((key) => shared.run(key, never, work));
    expect(begun).toHaveLength(2);
    for (const [index, { resolve }] of ends.entries()) resolve(`result ${index}`);
    expect(await Promise.all(waiting)).toEqual(['result 0', 'result 0', 'result 1']);
    const later = shared.run('tile', never, work);
    ends[2]?.resolve('anew');
    expect(await later).toBe('anew');
  });

  it('goes on for the others when one goes away', async () => {
    const shared = new SharedWork<string>();
    const { begun, ends, work } = controlledWork();
    const impatient = new AbortController();
    const gone = shared.run('tile', impatient.signal, work);
    const patient = shared.run('tile', new AbortController().signal, work);
    impatient.abort();
    await expect(gone).rejects.toThrow(/abort/i);
    expect(begun.map(({ aborted }) => aborted)).toEqual([false]);
    ends[0]?.resolve('result');
    expect(await patient).toBe('result');
  });

  it('is aborted when all have gone; who asks then begins anew', async () => {
    const shared = new SharedWork<string>();
    const { begun, ends, work } = controlledWork();
    const [first, second] = [new AbortController(), new AbortController()];
    const gone = [first, second].map(({ signal }) => shared.run('tile', signal, work));
    first.abort();
    second.abort();
    const next = shared.run('tile', new AbortController().signal, work);
    for (const waiting of gone) await expect(waiting).rejects.toThrow(/abort/i);
    expect(begun.map(({ aborted }) => aborted)).toEqual([true, false]);
    ends[1]?.resolve('anew');
    expect(await next).toBe('anew');
  });

  it('fails for all who wait, and is not kept', async () => {
    const shared = new SharedWork<string>();
    const { ends, work } = controlledWork();
    const never = new AbortController().signal;
    const waiting = [shared.run('tile', never, work), shared.run('tile', never, work)];
    ends[0]?.reject(new Error('no database'));
    for (const each of waiting) await expect(each).rejects.toThrow('no database');
    const next = shared.run('tile', never, work);
    ends[1]?.resolve('well again');
    expect(await next).toBe('well again');
  });

  it('is not begun for who has gone already', async () => {
    const shared = new SharedWork<string>();
    const { begun, work } = controlledWork();
    await expect(shared.run('tile', AbortSignal.abort(), work)).rejects.toThrow(/abort/i);
    expect(begun).toEqual([]);
  });
});
