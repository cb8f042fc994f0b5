import type { ChainedLicences, DealerChain } from '../../../domain/dealers/dealer-chain-response.ts';
import { select } from '../../state/page.ts';
import { formatCount, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';

/** Other licences that may be the same business, each with why, the guns traced to it, and the way to it. */
export function DealerChainSection({ chain }: { chain: DealerChain }) {
  const { premises, movedFrom, movedTo, traces } = chain;
  const others = premises.total + movedFrom.total + movedTo.total;
  if (others === 0) return null;
  return (
    <section class="detail-section" aria-label={say('Other licences that may be the same business')}>
      <Licences heading={say('Licences at the same premises')} licences={premises} />
      <Licences heading={say('May have moved from')} licences={movedFrom} />
      <Licences heading={say('May have moved to')} licences={movedTo} />
      <p class="small">
        <span class="number">{guns(traces)}</span>{' '}
        {say('of this selection traced to this and {words}.', {
          words:
            others === 1
              ? say('the other licence')
              : say('the {others} other licences', { others: formatCount(others) }),
        })}
      </p>
      <p class="muted small">
        {say(
          'Told by address and name alone, as far as you may see dealers. Nothing is added up elsewhere: each licence stays a dealer of its own.',
        )}
      </p>
    </section>
  );
}

function Licences({ heading, licences: { items, total } }: { heading: string; licences: ChainedLicences }) {
  if (total === 0) return null;
  return (
    <>
      <h3>
        {heading} <span class="muted number">{formatCount(total)}</span>
      </h3>
      <ul class="top-list chained-licences">
        {items.map(({ id, name, licenseNumber, place, reason, traces }) => (
          <li key={id}>
            <span>
              <button type="button" class="link-button" onClick={() => select({ kind: 'dealer', id })}>
                {name}
              </button>
              <span class="muted small">
                {' '}
                {[licenseNumber ?? say('no licence number'), place].filter((part) => part !== '').join(', ')}
              </span>
              <span class="chained-reason small">{reason}</span>
            </span>
            <span class="number">{guns(traces)}</span>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p class="muted small">
          {say('and {total} more with fewer guns.', { total: formatCount(total - items.length) })}
        </p>
      )}
    </>
  );
}
