import type { MarketLayer } from '../../domain/record-filter.ts';
import { RECORDED_ONLY } from '../../domain/vocabulary.ts';
import { marketFiltersLeftOut } from '../state/market-records.ts';
import { filterQuery } from '../state/page.ts';
import { shownWithout } from '../words/hotspot-words.ts';
import { MARKET_LAYER_WORDS } from '../words/market-words.ts';
import { sayKnown } from '../words/say.ts';

/** Which filters a layer's records are shown without, what the others mean for them, and what the records can tell. */
export function MarketNote({ layer }: { layer: MarketLayer }) {
  const { notOf, many, narrowedBy } = MARKET_LAYER_WORDS[layer];
  const without = shownWithout(marketFiltersLeftOut(layer), { said: notOf, of: many });
  return (
    <>
      {without !== '' && (
        <p class="hotspot-note caution small" role="status">
          {without}
        </p>
      )}
      <p class="hotspot-note muted small">
        {filterQuery.value !== '' && `${narrowedBy} `}
        {sayKnown(RECORDED_ONLY)}
      </p>
    </>
  );
}
