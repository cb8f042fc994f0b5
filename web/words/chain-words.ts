import type { LinkChain } from '../state/link-chain.ts';
import { countOf, formatCount, formatMonth } from './format.ts';
import { say } from './say.ts';

/** `Chain of 4 incidents over 2 agencies / 2 states, Mar 2024 – Nov 2025`. */
export function chainSentence({ incidents, agencies, states, from, to }: LinkChain): string {
  const where = [
    countOf(agencies.length, say('agency'), say('agencies')),
    ...(states.length === 0 ? [] : [countOf(states.length, say('state'), say('states'))]),
  ];
  return say('Chain of {count} over {where}{from}', {
    count: countOf(incidents.length, say('incident'), say('incidents')),
    where: where.join(' / '),
    from: monthsWords(from, to),
  });
}

function monthsWords(from: string | null, to: string | null): string {
  if (from === null || to === null) return say(', on days not known');
  const [first, last] = [formatMonth(from), formatMonth(to)];
  return first === last ? `, ${first}` : `, ${first} – ${last}`;
}

/** `3 links, 1 of them a hit`. */
export function chainLinksWords({ links, hits }: LinkChain): string {
  if (links.length === 1) return hits === 1 ? say('1 link, a hit') : say('1 link, a lead');
  if (hits === 0) return say('{count} links, all of them leads', { count: formatCount(links.length) });
  if (hits === links.length)
    return say('{count} links, all of them hits', { count: formatCount(links.length) });
  return say('{count} links, {hits} of them {words}', {
    count: formatCount(links.length),
    hits: formatCount(hits),
    words: hits === 1 ? say('a hit') : say('hits'),
  });
}
