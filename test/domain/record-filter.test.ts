import { describe, expect, it } from 'vitest';
import { MARKET_FILTERS, MARKET_LAYERS, partFilter } from '../../domain/record-filter.ts';
import { FILTER_PARAMETERS, parseTraceFilter } from '../../domain/trace-filter.ts';

const filter = parseTraceFilter(
  new URLSearchParams(
    'recovered_from=2025-01-01&ttc_max=1095&recovery_state=MD&caliber=9MM&dealer=7&corridor=3',
  ),
);

describe('a filter for records of the market', () => {
  it.each([
    ['links', 'recovered_from recovery_state', 'ttc_max caliber dealer corridor'],
    ['debriefs', 'recovered_from recovery_state caliber', 'ttc_max dealer corridor'],
    ['thefts', 'recovered_from recovery_state caliber dealer', 'ttc_max corridor'],
  ] as const)('is parted for %s into %s and %s', (layer, holding, leftOut) => {
    const parts = partFilter(filter, MARKET_FILTERS[layer]);
    expect([...parts.query.keys()].join(' ')).toBe(holding);
    expect(parts.leftOut.join(' ')).toBe(leftOut);
  });

  it('leaves nothing out of nothing', () => {
    expect(partFilter({}, MARKET_FILTERS.links)).toMatchObject({ leftOut: [] });
  });

  it.each(MARKET_LAYERS)('names filters that there are, for %s', (layer) => {
    expect(MARKET_FILTERS[layer].filter((name) => !FILTER_PARAMETERS.includes(name))).toEqual([]);
  });
});
