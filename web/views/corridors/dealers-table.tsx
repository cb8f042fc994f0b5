import type { CorridorPage } from '../../../domain/corridor.ts';
import { changePage } from '../../state/page.ts';
import { formatCount, formatShare } from '../../words/format.ts';
import { say } from '../../words/say.ts';

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
      <h2 id="leading-dealers">{say('Dealers with most guns')}</h2>
      {dealers.length === 0 && <p class="muted">{say('No dealer of these guns is known.')}</p>}
      {dealers.length > 0 && (
        <div class="table-scroll">
          <table class="data-table" aria-labelledby="leading-dealers">
            <thead>
              <tr>
                <th scope="col">{say('Dealer')}</th>
                <th scope="col" class="numeric">
                  {say('This corridor')}
                </th>
                <th scope="col" class="numeric">
                  {say('Share')}
                </th>
                <th scope="col" class="numeric" title={say('Guns of the same dealer that went elsewhere')}>
                  {say('Elsewhere')}
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
          {say('The first {count} of {total} dealers.', { count: dealers.length, total: formatCount(total) })}
        </p>
      )}
    </section>
  );
}
