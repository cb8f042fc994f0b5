import type { ComponentChildren } from 'preact';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import { formatCount, formatDays, formatShare, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';

/** A list of facts: what it is, and its value. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Median and short share of a set of guns, with what they rest on. */
export function timeToCrimeFacts(
  medianDays: number | null,
  shortShare: number | null,
  known: number,
): readonly (readonly [string, ComponentChildren])[] {
  const caution =
    known > 0 && known < FEW_RECORDS ? (
      <span class="caution">{say('Rests on {known} only.', { known: guns(known) })}</span>
    ) : null;
  return [
    [
      say('Half recovered within'),
      medianDays === null ? (
        say('unknown')
      ) : (
        <span title={say('Median time-to-crime')}>
          {say('{medianDays} of sale', { medianDays: formatDays(medianDays) })}
        </span>
      ),
    ],
    [
      say('Sold within 3 years'),
      shortShare === null ? (
        say('unknown')
      ) : (
        <span
          title={say('At most 1,095 days from sale to recovery; of the guns whose time-to-crime is known')}
        >
          {say('{shortShare} of {known}', { shortShare: formatShare(shortShare), known: formatCount(known) })}{' '}
          {caution}
        </span>
      ),
    ],
  ];
}
