import { describe, expect, it } from 'vitest';
import { PictureQueue } from '../../../server/pictures/picture-queue.ts';

const never = new AbortController().signal;

describe('files that are made', () => {
  it('are made one at a time, in their order', async () => {
    const queue = new PictureQueue();
    const told: string[] = [];
    const make = (name: string) =>
      queue.run(async () => {
        told.push(`${name} begun`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        told.push(`${name} done`);
        return name;
      }, never);
    expect(await Promise.all([make('a'), make('b')])).toEqual(['a', 'b']);
    expect(told).toEqual(['a begun', 'a done', 'b begun', 'b done']);
  });

  it('are not held up by one that fails, nor made for who has gone', async () => {
    const queue = new PictureQueue();
    const gone = new AbortController();
    const failing = queue.run(() => Promise.reject(new Error('broken')), never);
    const unwanted = queue.run(() => Promise.resolve('made'), gone.signal);
    const next = queue.run(() => Promise.resolve('made'), never);
    gone.abort(new Error('gone'));
    await expect(failing).rejects.toThrow('broken');
    await expect(unwanted).rejects.toThrow('gone');
    expect(await next).toBe('made');
  });

  it('are few: who comes too late is told to wait, and may come again', async () => {
    const queue = new PictureQueue();
    const end: (() => void)[] = [];
    const held = Array.from({ length: 5 }, () =>
      queue.run(() => new Promise<void>((resolve) => end.push(resolve)), never),
    );
    await expect(queue.run(() => Promise.resolve(), never)).rejects.toMatchObject({ status: 429 });
    for (const one of held) {
      await expect.poll(() => end.length).toBeGreaterThan(0);
      end.shift()?.();
      await one;
    }
    expect(await queue.run(() => Promise.resolve('made'), never)).toBe('made');
  });
});
