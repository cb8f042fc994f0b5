/** What is said of purchasers and of what connects them. */
import type { ListedPurchaser } from '../../domain/purchasers/listed-purchasers.ts';
import type { NetworkNodeKind, PurchaserNetwork } from '../../domain/purchasers/network.ts';
import type { Purchaser, Purchasers } from '../../domain/purchasers/purchaser-responses.ts';
import { formatCount, guns } from './format.ts';

const purchasers = (count: number) => `${formatCount(count)} ${count === 1 ? 'purchaser' : 'purchasers'}`;

/** What stands at the top: how many bought how many guns, and how many of them bought several. */
export function purchasersSentence({ purchasers: all, guns: bought, indicators }: Purchasers): string {
  if (all === 0) return 'No gun of this selection was traced to a purchaser.';
  const several = indicators.find(({ indicator }) => indicator === 'severalTracedGuns')?.purchasers ?? 0;
  return `${purchasers(all)} bought these ${guns(bought)}; ${
    several === 0 ? 'none of them' : formatCount(several)
  } bought two or more.`;
}

/** `Purchaser 12`: names are looked up by a search, with case number and reason. */
export const purchaserName = ({ id }: Pick<Purchaser, 'id'>): string => `Purchaser ${id}`;

/** `Richmond city, VA, ZIP 23220`; empty where nothing is known. */
export function homeWords({ home }: Pick<Purchaser, 'home'>): string {
  const place = home.countyName ?? home.state;
  return [place, home.zip === null ? null : `ZIP ${home.zip}`].filter((part) => part !== null).join(', ');
}

/** `12 expected by chance`, to a digit after the point below ten. */
export const expectedWords = (expected: number): string =>
  expected < 10 ? String(Number(expected.toFixed(1))) : formatCount(Math.round(expected));

export const NODE_KIND_WORDS: Readonly<Record<NetworkNodeKind, string>> = {
  purchaser: 'Purchaser',
  dealer: 'Dealer',
  chain: 'Ballistic chain',
  possessor: 'Possessor',
};

/** What the picture shows, and of how many. */
export function networkSentence({ nodes, total, lookedAt, unconnected }: PurchaserNetwork): string {
  const connected = lookedAt - unconnected;
  const first =
    lookedAt < total ? `the first ${formatCount(lookedAt)} of ${purchasers(total)}` : purchasers(total);
  if (connected === 0) return `Nothing connects ${first} to each other.`;
  const parts = new Set(nodes.map(({ component }) => component)).size;
  return `${formatCount(connected)} of ${first} are connected by what their guns have in common, in ${
    parts === 1 ? 'one group' : `${formatCount(parts)} groups`
  }.`;
}

/** Why an entry of the list has no purchaser. */
export const GONE_WORDS = 'Its records were taken away, or are no longer shared with you.';

/** `3 entries of 12 are to be reviewed within 30 days.` */
export function dueSentence(items: readonly ListedPurchaser[]): string {
  const due = items.filter(({ isDue }) => isDue).length;
  if (due === 0) return 'None is to be reviewed within 30 days.';
  return `${formatCount(due)} of ${formatCount(items.length)} ${due === 1 ? 'is' : 'are'} to be reviewed within 30 days, or goes by itself.`;
}
