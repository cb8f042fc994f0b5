/** What is said of purchasers and of what connects them. */
import type { ListedPurchaser } from '../../domain/purchasers/listed-purchasers.ts';
import type { NetworkNodeKind, PurchaserNetwork } from '../../domain/purchasers/network.ts';
import type { Purchaser, Purchasers } from '../../domain/purchasers/purchaser-responses.ts';
import { countOf, formatCount, guns } from './format.ts';
import { say } from './say.ts';

const purchasers = (count: number) => countOf(count, say('purchaser'), say('purchasers'));

/** What stands at the top: how many bought how many guns, and how many of them bought several. */
export function purchasersSentence({ purchasers: all, guns: bought, indicators }: Purchasers): string {
  if (all === 0) return say('No gun of this selection was traced to a purchaser.');
  const several = indicators.find(({ indicator }) => indicator === 'severalTracedGuns')?.purchasers ?? 0;
  return say('{all} bought these {bought}; {words} bought two or more.', {
    all: purchasers(all),
    bought: guns(bought),
    words: several === 0 ? say('none of them') : formatCount(several),
  });
}

/** `Purchaser 12`: names are looked up by a search, with case number and reason. */
export const purchaserName = ({ id }: Pick<Purchaser, 'id'>): string => say('Purchaser {id}', { id });

/** `Richmond city, VA, ZIP 23220`; empty where nothing is known. */
export function homeWords({ home }: Pick<Purchaser, 'home'>): string {
  const place = home.countyName ?? home.state;
  return [place, home.zip === null ? null : say('ZIP {zip}', { zip: home.zip })]
    .filter((part) => part !== null)
    .join(', ');
}

/** `12 expected by chance`, to a digit after the point below ten. */
export const expectedWords = (expected: number): string =>
  expected < 10 ? String(Number(expected.toFixed(1))) : formatCount(Math.round(expected));

export const NODE_KIND_WORDS: Readonly<Record<NetworkNodeKind, string>> = {
  purchaser: say('Purchaser'),
  dealer: say('Dealer'),
  chain: say('Ballistic chain'),
  possessor: say('Possessor'),
};

/** What the picture shows, and of how many. */
export function networkSentence({ nodes, total, lookedAt, unconnected }: PurchaserNetwork): string {
  const connected = lookedAt - unconnected;
  const first =
    lookedAt < total
      ? say('the first {lookedAt} of {total}', { lookedAt: formatCount(lookedAt), total: purchasers(total) })
      : purchasers(total);
  if (connected === 0) return say('Nothing connects {first} to each other.', { first });
  const parts = new Set(nodes.map(({ component }) => component)).size;
  return say('{connected} of {first} are connected by what their guns have in common, in {words}.', {
    connected: formatCount(connected),
    first,
    words: parts === 1 ? say('one group') : say('{parts} groups', { parts: formatCount(parts) }),
  });
}

/** Why an entry of the list has no purchaser. */
export const GONE_WORDS = say('Its records were taken away, or are no longer shared with you.');

/** `3 entries of 12 are to be reviewed within 30 days.` */
export function dueSentence(items: readonly ListedPurchaser[]): string {
  const due = items.filter(({ isDue }) => isDue).length;
  if (due === 0) return say('None is to be reviewed within 30 days.');
  return say('{due} of {count} {words} to be reviewed within 30 days, or goes by itself.', {
    due: formatCount(due),
    count: formatCount(items.length),
    words: due === 1 ? say('is') : say('are'),
  });
}
