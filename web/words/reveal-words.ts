/** What several agencies know together, in words. */
import type { RevealedGun, RevealKind, RevealPart, Reveals } from '../../domain/reveals.ts';
import { REVEAL_WORDS } from '../../domain/reveals.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { countOf, formatCount, formatDay } from './format.ts';
import { say, sayKnown } from './say.ts';

interface Told {
  readonly together: number;
  readonly parts: readonly RevealPart[];
}

const COUNTED: Readonly<Record<RevealKind, readonly [one: string, many: string]>> = {
  dealer: [say('trace'), say('traces')],
  purchaser: [say('trace'), say('traces')],
  gun: [say('recovery'), say('recoveries')],
  corridor: [say('gun'), say('guns')],
};

/** `3 traces`, `1 recovery` */
export const countedWords = (kind: RevealKind, count: number): string => countOf(count, ...COUNTED[kind]);

/** `3 traces in your data and 2 in Baltimore County Police’s`; of many agencies the last stands for the others. */
export function sharedWords(kind: RevealKind, { together, parts }: Told, own: string | null): string {
  const [first, second, ...more] = parts;
  if (first === undefined) return '';
  const start = say('{kind} in {first}', { kind: countedWords(kind, first.count), first: whose(first, own) });
  if (second === undefined) return start;
  if (more.length === 0)
    return say('{start} and {count} in {second}', {
      start,
      count: formatCount(second.count),
      second: whose(second, own),
    });
  return say('{start} and {together} in others’', { start, together: formatCount(together - first.count) });
}

const whose = ({ code, name }: RevealPart, own: string | null): string =>
  code === own ? say('your data') : say('the data of {name}', { name });

/** `KNOX pistol, 9MM, recovered 1 Feb 2023 to 1 Jun 2024` */
export function gunWords(gun: RevealedGun): string {
  const { manufacturer, firearmType, caliber, firstRecoveredOn: first, lastRecoveredOn: last } = gun;
  const what = [
    `${manufacturer} ${FIREARM_TYPE_WORDS[firearmType].one}`,
    ...(caliber === null ? [] : [caliber]),
  ];
  if (first === null || last === null) return what.join(', ');
  const days =
    first === last
      ? say('on {first}', { first: formatDay(first) })
      : say('{first} to {last}', { first: formatDay(first), last: formatDay(last) });
  return [...what, say('recovered {days}', { days })].join(', ');
}

/** `3 partners’ data takes no part: they share no traces.` Empty where everybody's does. */
export const withoutWords = (kind: RevealKind, without: number): string =>
  without === 0
    ? ''
    : say('The data of {without} takes no part: {without2}.', {
        without: countOf(without, say('partner'), say('partners')),
        without2: sayKnown(REVEAL_WORDS[kind].without),
      });

/** What there is altogether, in a sentence. */
export function revealsSentence({ own, partners, ...reveals }: Reveals): string {
  const { dealers, purchasers, guns, corridors } = reveals;
  const found = [
    countOf(dealers.total, say('dealer'), say('dealers')),
    countOf(purchasers.total, say('purchaser'), say('purchasers')),
    countOf(guns.total, say('gun'), say('guns')),
    countOf(corridors.total, say('corridor'), say('corridors')),
  ].filter((_, index) => [dealers, purchasers, guns, corridors][index]?.closed === null);
  const list =
    found.length < 2
      ? found.join('')
      : say('{found} and {last}', { found: found.slice(0, -1).join(', '), last: found.at(-1) ?? '' });
  return say('{name} and {partners}: {list} that no agency sees whole.', {
    name: own?.name ?? say('You'),
    partners: countOf(partners, say('partner'), say('partners')),
    list,
  });
}
