import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkOfEvents } from '../../../server/links/chains.ts';
import { chainsOf } from '../../../server/links/chains.ts';

/** Links by id, told as `A B`: the incidents that they join. */
const linksOf = (told: Readonly<Record<number, string>>): LinkOfEvents[] =>
  Object.entries(told).map(([id, events]) => ({ id: Number(id), eventKeys: events.split(' ') }));
const chained = (told: Readonly<Record<number, string>>) => Object.fromEntries(chainsOf(linksOf(told)));

describe('chainsOf', () => {
  it.each<[string, Readonly<Record<number, string>>, Readonly<Record<number, number>>]>([
    ['nothing is no chain', {}, {}],
    ['one link is a chain of its own', { 3: 'A B' }, { 3: 3 }],
    ['links that share nothing are apart', { 1: 'A B', 2: 'C D' }, { 1: 1, 2: 2 }],
    ['links that share an incident are one', { 4: 'A B', 7: 'B C' }, { 4: 4, 7: 4 }],
    ['the order of incidents is nothing', { 4: 'B A', 7: 'C B' }, { 4: 4, 7: 4 }],
    ['through others too', { 1: 'A B', 2: 'C D', 3: 'B C' }, { 1: 1, 2: 1, 3: 1 }],
    [
      'a late link joins two chains',
      { 1: 'A B', 2: 'B C', 5: 'X Y', 6: 'Y Z', 9: 'C X' },
      { 1: 1, 2: 1, 5: 1, 6: 1, 9: 1 },
    ],
    ['a ring is one chain', { 1: 'A B', 2: 'B C', 3: 'C A' }, { 1: 1, 2: 1, 3: 1 }],
    [
      'a link of many incidents joins all of theirs',
      { 1: 'A B', 2: 'C D', 3: 'E F', 8: 'B D F' },
      { 1: 1, 2: 1, 3: 1, 8: 1 },
    ],
    ['the same two incidents twice are one chain', { 2: 'A B', 3: 'A B' }, { 2: 2, 3: 2 }],
    ['a link that names an incident twice joins nothing by it', { 1: 'A A', 2: 'B C' }, { 1: 1, 2: 2 }],
  ])('%s', (_words, told, expected) => {
    expect(chained(told)).toEqual(expected);
  });

  it('names a chain by its smallest id in whatever order its links come', () => {
    const links = linksOf({ 5: 'A B', 2: 'B C', 9: 'C D' });
    for (const order of [links, [...links].reverse()]) {
      expect(Object.fromEntries(chainsOf(order))).toEqual({ 2: 2, 5: 2, 9: 2 });
    }
  });

  it('agrees with going from link to link until nothing new is found', () => {
    const events = fc.array(fc.constantFrom(...'ABCDEFGHIJKL'), { minLength: 1, maxLength: 3 });
    const anyLinks = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 999 }), eventKeys: events }), {
      selector: ({ id }) => id,
      maxLength: 14,
    });
    fc.assert(
      fc.property(anyLinks, (links) => {
        expect(chainsOf(links)).toEqual(new Map(links.map((link) => [link.id, closureOf(link, links)])));
      }),
      { numRuns: 500 },
    );
  });
});

/** Smallest id of all that can be reached from a link. */
function closureOf(start: LinkOfEvents, links: readonly LinkOfEvents[]): number {
  let reached = [start];
  for (;;) {
    const keys = new Set(reached.flatMap(({ eventKeys }) => eventKeys));
    const next = links.filter(({ eventKeys }) => eventKeys.some((key) => keys.has(key)));
    if (next.length === reached.length) return Math.min(...next.map(({ id }) => id));
    reached = next;
  }
}
