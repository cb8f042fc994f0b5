/** What several agencies know together, in words. */
import type { RevealedGun, RevealKind, RevealPart, Reveals } from '../../domain/reveals.ts';
import { REVEAL_WORDS } from '../../domain/reveals.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { formatCount, formatDay } from './format.ts';

interface Told {
  readonly together: number;
  readonly parts: readonly RevealPart[];
}

const several = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

const COUNTED: Readonly<Record<RevealKind, string>> = {
  dealer: 'trace',
  purchaser: 'trace',
  gun: 'recovery',
  corridor: 'gun',
};

/** `3 traces`, `1 recovery` */
export const countedWords = (kind: RevealKind, count: number): string =>
  several(count, COUNTED[kind], kind === 'gun' ? 'recoveries' : undefined);

/** `3 traces in your data and 2 in Baltimore County Police’s`; of many agencies the last stands for the others. */
export function sharedWords(kind: RevealKind, { together, parts }: Told, own: string | null): string {
  const [first, second, ...more] = parts;
  if (first === undefined) return '';
  const start = `${countedWords(kind, first.count)} in ${whose(first, own)}`;
  if (second === undefined) return start;
  if (more.length === 0) return `${start} and ${formatCount(second.count)} in ${whose(second, own)}`;
  return `${start} and ${formatCount(together - first.count)} in others’`;
}

const whose = ({ code, name }: RevealPart, own: string | null): string =>
  code === own ? 'your data' : `the data of ${name}`;

/** `KNOX pistol, 9MM, recovered 1 Feb 2023 to 1 Jun 2024` */
export function gunWords(gun: RevealedGun): string {
  const { manufacturer, firearmType, caliber, firstRecoveredOn: first, lastRecoveredOn: last } = gun;
  const what = [
    `${manufacturer} ${FIREARM_TYPE_WORDS[firearmType].one}`,
    ...(caliber === null ? [] : [caliber]),
  ];
  if (first === null || last === null) return what.join(', ');
  const days = first === last ? `on ${formatDay(first)}` : `${formatDay(first)} to ${formatDay(last)}`;
  return [...what, `recovered ${days}`].join(', ');
}

/** `3 partners’ data takes no part: they share no traces.` Empty where everybody's does. */
export const withoutWords = (kind: RevealKind, without: number): string =>
  without === 0
    ? ''
    : `The data of ${several(without, 'partner')} takes no part: ${REVEAL_WORDS[kind].without}.`;

/** What there is altogether, in a sentence. */
export function revealsSentence({ own, partners, ...reveals }: Reveals): string {
  const { dealers, purchasers, guns, corridors } = reveals;
  const found = [
    several(dealers.total, 'dealer'),
    several(purchasers.total, 'purchaser'),
    several(guns.total, 'gun'),
    several(corridors.total, 'corridor'),
  ].filter((_, index) => [dealers, purchasers, guns, corridors][index]?.closed === null);
  const list = found.length < 2 ? found.join('') : `${found.slice(0, -1).join(', ')} and ${found.at(-1)}`;
  return `${own?.name ?? 'You'} and ${several(partners, 'partner')}: ${list} that no agency sees whole.`;
}
