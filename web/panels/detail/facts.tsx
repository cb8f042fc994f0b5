import type { ComponentChildren } from 'preact';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import { formatCount, formatDays, formatShare, guns } from '../../words/format.ts';

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
    known > 0 && known < FEW_RECORDS ? <span class="caution">Rests on {guns(known)} only.</span> : null;
  return [
    [
      'Half recovered within',
      medianDays === null ? (
        'unknown'
      ) : (
        <span title="Median time-to-crime">{formatDays(medianDays)} of sale</span>
      ),
    ],
    [
      'Sold within 3 years',
      shortShare === null ? (
        'unknown'
      ) : (
        <span title="At most 1,095 days from sale to recovery; of the guns whose time-to-crime is known">
          {formatShare(shortShare)} of {formatCount(known)} {caution}
        </span>
      ),
    ],
  ];
}
