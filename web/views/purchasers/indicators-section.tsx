import { useId } from 'preact/hooks';
import type { PurchaserIndicator } from '../../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATOR_WORDS, PURCHASER_INDICATORS } from '../../../domain/purchasers/indicators.ts';
import type { Purchasers } from '../../../domain/purchasers/purchaser-responses.ts';
import { changePage, page } from '../../state/page.ts';
import { formatCount, shareOf } from '../../words/format.ts';
import { expectedWords } from '../../words/purchaser-words.ts';
import { say, sayKnown } from '../../words/say.ts';

/** How many purchasers show each indicator and how many would by chance; picking some narrows what is listed below. */
export function IndicatorsSection({ all }: { readonly all: Purchasers }) {
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Indicators')}</h2>
      <p class="muted small">
        {say(
          'Tick those that all purchasers below are to show. Where fewer purchasers show one than chance would make, such guns are in few hands.',
        )}
      </p>
      <div class="table-scroll">
        <table class="data-table tells-rows">
          <caption class="visually-hidden">{say('Indicators')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Indicator')}</th>
              <th scope="col" class="numeric">
                {say('Purchasers')}
              </th>
              <th scope="col" class="numeric">
                {say('By chance')}
              </th>
              <th scope="col">{say('What it means')}</th>
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
                    {sayKnown(PURCHASER_INDICATOR_WORDS[indicator].label)}
                  </label>
                </td>
                <td
                  class="numeric"
                  data-label={say('Purchasers')}
                  title={shareOf(purchasers, all.purchasers)}
                >
                  {formatCount(purchasers)}
                </td>
                <td
                  class="numeric"
                  data-label={say('By chance')}
                  title={sayKnown(PURCHASER_INDICATOR_WORDS[indicator].byChance)}
                >
                  {expected === null ? say('not told') : expectedWords(expected)}
                </td>
                <td class="indicator-meaning">{sayKnown(PURCHASER_INDICATOR_WORDS[indicator].definition)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details class="small">
        <summary>{say('How is “by chance” computed?')}</summary>
        <dl class="indicator-how">
          {all.indicators.map(({ indicator }) => (
            <div key={indicator}>
              <dt>{sayKnown(PURCHASER_INDICATOR_WORDS[indicator].label)}</dt>
              <dd class="muted">{sayKnown(PURCHASER_INDICATOR_WORDS[indicator].byChance)}</dd>
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
