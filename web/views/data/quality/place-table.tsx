import { TIER_WORDS } from '../../../../domain/tier-words.ts';
import { shareToTenth, tenthOf } from '../../../words/quality-words.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';

/** What addresses were placed to, from the most exact on. */
export function PlaceTable({ of: { kind, byPrecision, addresses, placed }, batch }: KindQualityProps) {
  if (byPrecision === null || addresses === null) return null;
  return (
    <section class="quality-section" aria-labelledby="quality-places">
      <h3 id="quality-places">
        {addresses === 0
          ? 'No record says where it was'
          : `${tenthOf(placed ?? 0, addresses)} addresses placed to the street or better`}
      </h3>
      {addresses > 0 && (
        <table class="quality-table">
          <thead>
            <tr>
              <th scope="col">Placed to</th>
              <th scope="col" class="number">
                Records
              </th>
              <th scope="col" class="number">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {byPrecision.map(({ precision, count }) => (
              <tr key={precision}>
                <th scope="row">{TIER_WORDS[precision]}</th>
                <td class="number">
                  <OpenRows
                    of={{ kind, batch }}
                    count={count}
                    rows={{ check: 'placed_to', field: precision }}
                    label={`Placed to: ${TIER_WORDS[precision]}`}
                  />
                </td>
                <td class="number">{shareToTenth(count, addresses)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
