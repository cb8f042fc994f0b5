import { describe, expect, it } from 'vitest';
import { keptPageQuery } from '../../domain/page-query.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { formatPage, parsePage, START } from '../../web/state/page-state.ts';

describe('the query that is kept of a page', () => {
  it.each([
    ['', ''],
    ['?source_state=VA&ttc_max=1095', 'source_state=VA&ttc_max=1095'],
    ['view=progress&intervention=4&outcome=traced_guns', 'view=progress&intervention=4&outcome=traced_guns'],
    ['level=county&rail=1&theme=dark&embed=1&draft=5&briefing=2&section=3&shape=slides', 'level=county'],
  ])('of %j is %j', (text, kept) => {
    expect(keptPageQuery(text)).toBe(kept);
  });

  it.each([
    ['colour=red', 'colour'],
    ['source_state=Virginia', 'source_state'],
    ['recovered_from=2025-02-30', 'recovered_from'],
    ['ttc_max=', 'ttc_max'],
    ['view=heatmap', 'view'],
    ['view=briefings&briefing=1', 'view'],
  ])('of %j is refused for its %s', (text, parameter) => {
    let wrong: unknown = null;
    try {
      keptPageQuery(text);
    } catch (error) {
      wrong = error;
    }
    expect(wrong).toBeInstanceOf(FilterError);
    expect(wrong).toMatchObject({ parameter });
  });

  it('brings back the page', () => {
    const state = {
      ...START,
      filter: { sourceState: ['GA', 'VA'], ttcMax: 1095 },
      at: { lon: -76.6, lat: 39.3, zoom: 8 },
      selection: [{ kind: 'flow', origin: 'VA', destination: 'MD' } as const],
    };
    expect(parsePage(keptPageQuery(formatPage(state)))).toEqual({ state, problems: [] });
  });
});
