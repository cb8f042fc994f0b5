import type { CorridorPage } from '../../../domain/corridor.ts';
import { changePage } from '../../state/page.ts';
import { formatCount, formatShare } from '../../words/format.ts';

interface DealersTableProps {
  readonly dealers: CorridorPage['dealers'];
  /** How many dealers have guns of the corridor. */
  readonly total: number;
  /** Guns of the corridor. */
  readonly count: number;
}

/** The dealers with most guns of the corridor, beside all their traced guns. */
export function DealersTable({ dealers, total, count }: DealersTableProps) {
  return (
    <section aria-labelledby="leading-dealers">
      <h2 id="leading-dealers">Dealers with most guns</h2>
      {dealers.length === 0 && <p class="muted">No dealer of these guns is known.</p>}
      {dealers.length > 0 && (
        <div class="table-scroll">
          <table class="data-table" aria-labelledby="leading-dealers">
            <thead>
              <tr>
                <th scope="col">Dealer</th>
                <th scope="col" class="numeric">
                  This corridor
                </th>
                <th scope="col" class="numeric">
                  Share
                </th>
                <th scope="col" class="numeric" title="Guns of the same dealer that went elsewhere">
                  Elsewhere
                </th>
              </tr>
            </thead>
            <tbody>
              {dealers.map((dealer) => (
                <tr key={dealer.id}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link-button"
                      onClick={() =>
                        changePage({ view: 'map', selection: [{ kind: 'dealer', id: dealer.id }] })
                      }
                    >
                      {dealer.name}
                    </button>{' '}
                    <span class="muted small">
                      {[dealer.city, dealer.state].filter((part) => part !== null).join(', ')}
                    </span>
                  </th>
                  <td class="numeric">{formatCount(dealer.count)}</td>
                  <td class="numeric">{formatShare(dealer.count / count)}</td>
                  <td class="numeric">{formatCount(dealer.all - dealer.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > dealers.length && (
        <p class="muted small">
          The first {dealers.length} of {formatCount(total)} dealers.
        </p>
      )}
    </section>
  );
}
