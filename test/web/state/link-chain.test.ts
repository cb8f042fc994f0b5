import { describe, expect, it } from 'vitest';
import { linkChain } from '../../../web/state/link-chain.ts';
import { chainLinksWords, chainSentence } from '../../../web/words/chain-words.ts';
import { incident, link } from '../market-records.ts';

const A = incident({ incident: 1, incidentNumber: 'A1', occurredOn: '2024-03-02' });
const B = incident({ incident: 2, incidentNumber: 'B1', occurredOn: '2024-11-10', eventAgency: null });
const C = incident({ incident: 3, incidentNumber: 'C1', occurredOn: '2025-11-05', state: 'VA' });
const D = incident({ incident: 4, incidentNumber: 'D1', occurredOn: null, state: null, position: null });

describe('the chain of links', () => {
  const chain = linkChain([
    link({ id: 7, linkNumber: 'L7', linkType: 'hit', incidents: [A, C] }),
    link({ id: 9, linkNumber: 'L9', incidents: [B, A, D] }),
  ]);

  it('has each incident once, by its day, those without one last, with its links', () => {
    expect(
      chain.incidents.map(({ is, links }) => [
        is.incidentNumber,
        links.map(({ properties }) => properties.linkNumber).join(' '),
      ]),
    ).toEqual([
      ['A1', 'L7 L9'],
      ['B1', 'L9'],
      ['C1', 'L7'],
      ['D1', 'L9'],
    ]);
  });

  it('is told by how far it reaches', () => {
    // An incident without an agency is the file's own agency's.
    expect(chain.agencies).toEqual(['BALTIMORE PD', 'Own PD']);
    expect(chainSentence(chain)).toBe('Chain of 4 incidents over 2 agencies / 2 states, Mar 2024 – Nov 2025');
    expect(chainLinksWords(chain)).toBe('2 links, 1 of them a hit');
  });

  it('takes of two tellings of an incident the one that has a place', () => {
    const placed = linkChain([
      link({ id: 1, incidents: [{ ...A, position: null, occurredOn: null }, B] }),
      link({ id: 2, incidents: [A, C] }),
    ]);
    expect(placed.incidents[0]?.is).toEqual(A);
  });

  it.each([
    [[A], 'Chain of 1 incident over 1 agency / 1 state, Mar 2024'],
    [[D], 'Chain of 1 incident over 1 agency, on days not known'],
    [[A, B], 'Chain of 2 incidents over 2 agencies / 1 state, Mar 2024 – Nov 2024'],
  ] as const)('of %j', (incidents, words) => {
    expect(chainSentence(linkChain([link({ id: 1, incidents })]))).toBe(words);
  });

  it.each([
    [['hit'], '1 link, a hit'],
    [['lead'], '1 link, a lead'],
    [['lead', 'lead'], '2 links, all of them leads'],
    [['hit', 'hit'], '2 links, all of them hits'],
    [['hit', 'hit', 'lead'], '3 links, 2 of them hits'],
  ] as const)('of %j', (types, words) => {
    const links = types.map((linkType, id) => link({ id, linkType, incidents: [A, B] }));
    expect(chainLinksWords(linkChain(links))).toBe(words);
  });
});
