import './placement-table.css';
import { LEAST_MATCH_RATE, matchPercent } from '../../../domain/match-rate.ts';
import type { ImportPlacement } from '../../../domain/responses.ts';
import { TIER_WORDS } from '../../../domain/tier-words.ts';
import { PRECISIONS } from '../../../domain/vocabulary.ts';
import { Icon } from '../../panels/icon.tsx';
import { formatCount, formatShare } from '../../words/format.ts';
import { say, sayKnown } from '../../words/say.ts';
import { mapAddress } from './map-address.ts';
import { kindWords, missingStreetsWords, rateWords } from './placement-words.ts';

/** How well the addresses of an import were placed: what it comes to, then every tier. */
export function PlacementTable({ placement }: { readonly placement: readonly ImportPlacement[] }) {
  if (placement.length === 0) return null;
  const missing = missingStreetsWords(placement);
  return (
    <section class="data-placement" aria-labelledby="data-placement-title">
      <h2 id="data-placement-title">{say('How well addresses were placed')}</h2>
      <ul>
        {placement.map((one) => (
          <Rate key={one.kind} placement={one} />
        ))}
      </ul>
      {missing !== null && (
        <p>
          {say('{missing} Load some with', { missing })} <code>npm run tracemap -- reference load</code>
        </p>
      )}
      <TierTable placement={placement} />
    </section>
  );
}

function Rate({ placement }: { readonly placement: ImportPlacement }) {
  const { kind, toReview, belowTarget } = placement;
  const left = toReview > 0 && (
    <>
      {'; '}
      <a href={mapAddress({ view: 'review' })}>
        {say('{toReview} for a person to look at', { toReview: formatCount(toReview) })}
      </a>
    </>
  );
  const text = `${kindWords(kind)}: ${rateWords(placement)}`;
  if (!belowTarget) {
    return (
      <li>
        {text}
        {left}
      </li>
    );
  }
  return (
    <li class="data-below-target">
      <Icon name="warning" />{' '}
      {say('{text}, below {leastMatchRate} %', { text, leastMatchRate: matchPercent(LEAST_MATCH_RATE) })}
      {left}
    </li>
  );
}

function TierTable({ placement }: { readonly placement: readonly ImportPlacement[] }) {
  return (
    <table class="placement-table">
      <caption class="visually-hidden">{say('Addresses by what they were placed to')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('Placed to')}</th>
          {placement.map(({ kind, addresses }) => (
            <th key={kind} scope="col" class="number">
              {kindWords(kind)} <small>n = {formatCount(addresses)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PRECISIONS.map((precision, tier) => (
          <tr key={precision}>
            <th scope="row">{sayKnown(TIER_WORDS[precision])}</th>
            {placement.map((one) => (
              <TierCell key={one.kind} count={one.byPrecision[tier]?.addresses ?? 0} all={one.addresses} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TierCell({ count, all }: { readonly count: number; readonly all: number }) {
  if (count === 0) return <td class="number muted">0</td>;
  return (
    <td class="number">
      {formatCount(count)} <small>{formatShare(count / all)}</small>
    </td>
  );
}
