import type { LinkChain } from '../state/link-chain.ts';
import { formatCount, formatMonth } from './format.ts';

const several = (count: number, one: string, many: string) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** `Chain of 4 incidents over 2 agencies / 2 states, Mar 2024 – Nov 2025`. */
export function chainSentence({ incidents, agencies, states, from, to }: LinkChain): string {
  const where = [
    several(agencies.length, 'agency', 'agencies'),
    ...(states.length === 0 ? [] : [several(states.length, 'state', 'states')]),
  ];
  return `Chain of ${several(incidents.length, 'incident', 'incidents')} over ${where.join(' / ')}${monthsWords(from, to)}`;
}

function monthsWords(from: string | null, to: string | null): string {
  if (from === null || to === null) return ', on days not known';
  const [first, last] = [formatMonth(from), formatMonth(to)];
  return first === last ? `, ${first}` : `, ${first} – ${last}`;
}

/** `3 links, 1 of them a hit`. */
export function chainLinksWords({ links, hits }: LinkChain): string {
  if (links.length === 1) return hits === 1 ? '1 link, a hit' : '1 link, a lead';
  if (hits === 0) return `${formatCount(links.length)} links, all of them leads`;
  if (hits === links.length) return `${formatCount(links.length)} links, all of them hits`;
  return `${formatCount(links.length)} links, ${formatCount(hits)} of them ${hits === 1 ? 'a hit' : 'hits'}`;
}
