import { useId } from 'preact/hooks';
import type { PurchaserIndicator } from '../../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATOR_WORDS, PURCHASER_INDICATORS } from '../../../domain/purchasers/indicators.ts';
import type { Purchasers } from '../../../domain/purchasers/purchaser-responses.ts';
import { changePage, page } from '../../state/page.ts';
import { formatCount, shareOf } from '../../words/format.ts';
import { expectedWords } from '../../words/purchaser-words.ts';

/** How many purchasers show each indicator and how many would by chance; picking some narrows what is listed below. */
export function IndicatorsSection({ all }: { readonly all: Purchasers }) {
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Indicators</h2>
      <p class="muted small">
        Tick those that all purchasers below are to show. Where fewer purchasers show one than chance would
        make, such guns are in few hands.
      </p>
      <div class="table-scroll">
        <table class="data-table tells-rows">
          <caption class="visually-hidden">Indicators</caption>
          <thead>
            <tr>
              <th scope="col">Indicator</th>
              <th scope="col" class="numeric">
                Purchasers
              </th>
              <th scope="col" class="numeric">
                By chance
              </th>
              <th scope="col">What it means</th>
            </tr>
          </thead>
          <tbody>
            {all.indicators.map(({ indicator, purchasers, expected }) => (
              <tr key={indicator}>
                <td>
                  <label class="indicator-choice">
                    <input
                      type="checkbox"
                      checked={page.value.has.includes(indicator)}
                      onChange={() => toggle(indicator)}
                    />
                    {PURCHASER_INDICATOR_WORDS[indicator].label}
                  </label>
                </td>
                <td class="numeric" data-label="Purchasers" title={shareOf(purchasers, all.purchasers)}>
                  {formatCount(purchasers)}
                </td>
                <td
                  class="numeric"
                  data-label="By chance"
                  title={PURCHASER_INDICATOR_WORDS[indicator].byChance}
                >
                  {expected === null ? 'not told' : expectedWords(expected)}
                </td>
                <td class="indicator-meaning">{PURCHASER_INDICATOR_WORDS[indicator].definition}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details class="small">
        <summary>How is “by chance” computed?</summary>
        <dl class="indicator-how">
          {all.indicators.map(({ indicator }) => (
            <div key={indicator}>
              <dt>{PURCHASER_INDICATOR_WORDS[indicator].label}</dt>
              <dd class="muted">{PURCHASER_INDICATOR_WORDS[indicator].byChance}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function toggle(indicator: PurchaserIndicator): void {
  const { has } = page.value;
  const isOff = !has.includes(indicator);
  changePage({
    has: PURCHASER_INDICATORS.filter((one) => (one === indicator ? isOff : has.includes(one))),
  });
}
